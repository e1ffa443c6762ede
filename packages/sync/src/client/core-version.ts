/** Version of the core that these sources are released with; all packages share one. A test compares it. */
export const CORE_VERSION = '0.0.0';
