// A browser's side of a socket, kept so that a story can wait for what it hears.
import { WebSocket as Undici } from "undici";

export default class Listening {
  readonly heard: Record<string, unknown>[] = [];
  /** Told of each frame at the moment it comes. */
  onHeard: (frame: Record<string, unknown>) => void = () => {};
  readonly #socket: Undici;

  private constructor(socket: Undici) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string" || !data.startsWith("{")) return;
      const frame = JSON.parse(data) as Record<string, unknown>;
      this.heard.push(frame);
      this.onHeard(frame);
    });
  }

  /** Rejects when the door refuses the upgrade. */
  static open(url: string, headers: Record<string, string>): Promise<Listening> {
    const socket = new Undici(url, { headers });
    const listening = new Listening(socket);
    return new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve(listening));
      socket.addEventListener("error", () => reject(new Error(`refused: ${url}`)));
    });
  }

  /** The other side has said that it is over; the connection itself may take its time to end. */
  get isOver(): boolean {
    return this.#socket.readyState >= Undici.CLOSING;
  }

  say(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.#socket.close();
  }
}
