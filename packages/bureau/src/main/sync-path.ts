/** Path of the WebSocket of a bureau and of a relay. */
export const SYNC_PATH = '/v1/sync';
