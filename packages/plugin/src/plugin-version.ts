/** Version of the program that these sources are released with. A test compares it. */
export const PLUGIN_VERSION = '0.0.0';
/** Version of our JSON interface, apart from that of the program. A client takes no other. */
export const API_VERSION = 1;
/** Header of every answer, by which a client tells a plugin of its version from anything else that may stand at the address. */
export const API_HEADER = 'forecheck-api';
