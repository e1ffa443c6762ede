import type { Connector } from '../client/ports.ts';
import { SUBPROTOCOL } from '../protocol/limits.ts';

/** Connections by the page's `WebSocket`. */
export const pageConnector: Connector = {
  connect(url, listener) {
    const socket = new WebSocket(url, SUBPROTOCOL);
    socket.binaryType = 'arraybuffer';
    let isClosed = false;
    const closed = (code: string): void => {
      if (isClosed) return;
      isClosed = true;
      listener.closed(code);
    };
    socket.onopen = () => listener.opened();
    socket.onmessage = ({ data }) => {
      if (!isClosed && data instanceof ArrayBuffer) listener.received(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => closed(String(code));
    return {
      tellsPings: false,
      get queuedBytes() {
        return socket.bufferedAmount;
      },
      send(frame) {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame as Uint8Array<ArrayBuffer>);
      },
      close() {
        socket.close();
        closed('closed');
      },
    };
  },
};
