/* Where the picture lies on the screen: closer, further, moved; and from a place on the screen to one in the mask. */

const CLOSEST = 16;

export class View {
  constructor(frame, plane) {
    this.frame = frame;
    this.plane = plane;
    this.fit();
  }

  fit() {
    this.scale = 1;
    this.x = this.y = 0;
    this.show();
  }

  show() {
    this.plane.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
  }

  moveBy(x, y) {
    this.x += x;
    this.y += y;
    this.show();
  }

  /** Comes closer around a place on the screen, which stays where it is. */
  zoomBy(factor, at) {
    const frame = this.frame.getBoundingClientRect();
    const place = at ?? { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 };
    const plane = this.plane.getBoundingClientRect();
    const [left, top] = [plane.left - this.x, plane.top - this.y];
    const scale = Math.min(CLOSEST, Math.max(1, this.scale * factor));
    const share = scale / this.scale;
    this.x = place.x - left - (place.x - plane.left) * share;
    this.y = place.y - top - (place.y - plane.top) * share;
    this.scale = scale;
    if (scale === 1) this.x = this.y = 0;
    this.show();
  }

  /** Returns the place in the canvas's own pixels. */
  placeOf(event, canvas) {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * canvas.width) / box.width,
      y: ((event.clientY - box.top) * canvas.height) / box.height,
    };
  }
}
