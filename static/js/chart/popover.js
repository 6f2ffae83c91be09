/* What is known of the item under the pointer or in focus; it stays while it is pointed at, Escape ends it. */
const DELAY_MS = 150;

export class Popover {
  constructor(element, keep) {
    this.host = element;
    this.keep = keep;
    this.told = new Map();
    this.box = document.createElement("div");
    Object.assign(this.box, { className: "popover", id: "chart-popover", hidden: true });
    this.box.setAttribute("role", "tooltip");
    element.append(this.box);
    this.listen();
  }

  listen() {
    const link = (event) => event.target.closest?.("a[data-key]");
    this.host.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch" || event.buttons) return;
      if (this.box.contains(event.target)) clearTimeout(this.timer);
      else if (link(event)) this.after(() => this.show(link(event)));
      else this.after(() => this.hide());
    });
    this.host.addEventListener("pointerleave", () => this.after(() => this.hide()));
    this.host.addEventListener("focusin", (event) => {
      if (link(event)?.matches(":focus-visible")) this.show(link(event));
    });
    this.host.addEventListener("focusout", () => this.after(() => this.hide()));
  }

  after(work) {
    clearTimeout(this.timer);
    this.timer = setTimeout(work, DELAY_MS);
  }

  async show(link) {
    clearTimeout(this.timer);
    this.link = link;
    const path = link.getAttribute("href").replace(/\?.*/, "");
    const brief = path.startsWith("/d/") ? await this.read(`${path}brief/${this.keep}`) : null;
    if (this.link !== link || !link.isConnected) return;
    this.box.innerHTML = brief ?? "";
    if (brief === null) this.box.textContent = link.getAttribute("aria-label");
    this.box.hidden = false;
    link.setAttribute("aria-describedby", this.box.id);
    this.place(link.getBoundingClientRect());
  }

  /** The server tells it in full sentences; where it does not answer, the link's own sentence serves. */
  async read(address) {
    if (this.told.has(address)) return this.told.get(address);
    try {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      this.told.set(address, await answer.text());
      return this.told.get(address);
    } catch {
      return null;
    }
  }

  /** Below the item, above it where the window ends; never over it, never wider than the chart. */
  place(item) {
    const host = this.host.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = Math.max(8, Math.min(host.width - width - 8, Math.max(item.left, host.left) - host.left + 20));
    const above = item.bottom + height + 12 > innerHeight && item.top - height - 12 > 0;
    Object.assign(this.box.style, {
      left: `${left}px`,
      top: `${(above ? item.top - height - 6 : item.bottom + 6) - host.top}px`,
    });
  }

  hide() {
    clearTimeout(this.timer);
    this.link?.removeAttribute("aria-describedby");
    this.link = undefined;
    this.box.hidden = true;
  }
}
