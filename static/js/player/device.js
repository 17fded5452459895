// What a device can do for a session, and what it keeps of one.
import { PREFIX, quietly } from "../kept-drafts.js";

const OPTIONS = "player";
const DEFAULTS = {
  volume: "normal", say: "all", voice: "", breath: true, breathIn: 4, breathOut: 6, sigh: false,
  shake: true, quiet: false,
};

/** How somebody wants to be led, on this device. */
export function readOptions() {
  return { ...DEFAULTS, ...quietly(() => JSON.parse(localStorage.getItem(OPTIONS))) };
}

export function keepOptions(options) {
  quietly(() => localStorage.setItem(OPTIONS, JSON.stringify(options)));
}

/** One thing that this device keeps for `account`, for a day at most: logging out takes it along. */
export class Kept {
  constructor(account, name) {
    this.key = `${PREFIX}${account} ${name}`;
  }

  get canKeep() {
    return quietly(() => {
      localStorage.setItem("room", "1");
      localStorage.removeItem("room");
      return true;
    }) ?? false;
  }

  read() {
    return quietly(() => JSON.parse(localStorage.getItem(this.key)));
  }

  /** Whether there was room for it. */
  write(value) {
    return quietly(() => {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), ...value }));
      return true;
    }) ?? false;
  }

  forget() {
    quietly(() => localStorage.removeItem(this.key));
  }
}

/** All that this device keeps for `account` under `name` and a further word, the oldest first. */
export function keptUnder(account, name) {
  const mine = `${PREFIX}${account} `;
  const keys = quietly(() => Object.keys(localStorage)) ?? [];
  const names = keys.filter((key) => key.startsWith(`${mine}${name} `)).map((key) => key.slice(mine.length));
  const all = names.map((each) => new Kept(account, each));
  return all.filter((kept) => kept.read()).sort((early, late) => early.read().at - late.read().at);
}

/** Keeps the screen on while wanted; a device lets go of it whenever the page is hidden. */
export class Wake {
  constructor() {
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  get canStay() {
    return "wakeLock" in navigator;
  }

  want(isWanted) {
    this.isWanted = isWanted;
    if (isWanted) return this.#ask();
    this.lock?.release();
    this.lock = undefined;
  }

  async #ask() {
    if (!this.isWanted || !this.canStay || document.hidden) return;
    try {
      this.lock = await navigator.wakeLock.request("screen");
    } catch {
      this.lock = undefined; // a low battery says no; sound leads on
    }
  }
}

/** All of a phone's screen, without the address bar, where the browser lets a page have it. */
export function fillScreen(element) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  quietly(() => element.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {}));
}

export function leaveScreen() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

export function shake(pattern) {
  quietly(() => navigator.vibrate?.(pattern));
}

/** Only one tab leads. A tab that wants to asks the others, and one that leads answers at once. */
export class OneTab {
  constructor() {
    this.leads = false;
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("player") : null;
    this.channel?.addEventListener("message", ({ data }) => {
      if (data === "who" && this.leads) this.channel.postMessage("I");
    });
  }

  /** Whether another tab leads already. */
  isTaken() {
    if (!this.channel) return Promise.resolve(false);
    return new Promise((answer) => {
      const heard = ({ data }) => data === "I" && answer(true);
      this.channel.addEventListener("message", heard);
      setTimeout(() => {
        this.channel.removeEventListener("message", heard);
        answer(false);
      }, 250);
      this.channel.postMessage("who");
    });
  }
}
