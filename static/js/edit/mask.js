/* A mask: a canvas that is painted where the picture may change. Every change can be taken back, without end.
   It is at most 2,048 pixels a side, which is enough for a mask and keeps painting smooth on larger pictures. */

const MOST_PX = 2048;
const SOFTER_BY = 8;
const COLOUR = "#e8532b";

/* Runs of equal alpha: most of a mask is all or nothing, so that a patch takes little memory. */
function packed(image) {
  const runs = [];
  const { data } = image;
  let value = data[3];
  let length = 0;
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] === value) length += 1;
    else {
      runs.push(value, length);
      value = data[at];
      length = 1;
    }
  }
  runs.push(value, length);
  return Uint32Array.from(runs);
}

function unpacked(runs, image) {
  const red = [0xe8, 0x53, 0x2b];
  let at = 0;
  for (let each = 0; each < runs.length; each += 2) {
    for (let left = runs[each + 1]; left > 0; left -= 1, at += 4) {
      [image.data[at], image.data[at + 1], image.data[at + 2]] = red;
      image.data[at + 3] = runs[each];
    }
  }
  return image;
}

export class Mask {
  constructor(canvas, width, height) {
    const share = Math.min(1, MOST_PX / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * share));
    canvas.height = Math.max(1, Math.round(height * share));
    this.canvas = canvas;
    this.share = share;
    this.pen = canvas.getContext("2d");
    this.kept = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    this.done = [];
    this.undone = [];
    this.changed = null;
  }

  get isEmpty() {
    const { data } = this.kept.getImageData(0, 0, this.canvas.width, this.canvas.height);
    for (let at = 3; at < data.length; at += 4) if (data[at]) return false;
    return true;
  }

  /** Paints, or rubs out, from one point to another; points and radius in the mask's own pixels. */
  line(from, to, radius, isRubbing) {
    const { pen } = this;
    pen.globalCompositeOperation = isRubbing ? "destination-out" : "source-over";
    pen.strokeStyle = COLOUR;
    pen.lineCap = pen.lineJoin = "round";
    pen.lineWidth = 2 * radius;
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x + 0.01, to.y);
    pen.stroke();
    this.touch(Math.min(from.x, to.x) - radius, Math.min(from.y, to.y) - radius, Math.max(from.x, to.x) + radius, Math.max(from.y, to.y) + radius);
  }

  /** Fills what the points go around. */
  area(points) {
    const { pen } = this;
    pen.globalCompositeOperation = "source-over";
    pen.fillStyle = COLOUR;
    pen.beginPath();
    for (const point of points) pen.lineTo(point.x, point.y);
    pen.closePath();
    pen.fill();
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    this.touch(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }

  invert() {
    this.pen.globalCompositeOperation = "source-out";
    this.pen.fillStyle = COLOUR;
    this.whole(() => this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height));
  }

  clear() {
    this.whole(() => this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height));
  }

  /** Makes the edges softer: smaller, larger again, which every browser smooths. */
  feather() {
    const { width, height } = this.canvas;
    const small = new OffscreenCanvas(Math.max(1, Math.round(width / SOFTER_BY)), Math.max(1, Math.round(height / SOFTER_BY)));
    const tool = small.getContext("2d");
    tool.imageSmoothingQuality = "high";
    tool.drawImage(this.canvas, 0, 0, small.width, small.height);
    this.pen.globalCompositeOperation = "copy";
    this.pen.imageSmoothingQuality = "high";
    this.whole(() => this.pen.drawImage(small, 0, 0, width, height));
  }

  /** Lays an earlier mask down, painted where its picture is opaque. */
  load(picture) {
    this.pen.globalCompositeOperation = "copy";
    this.whole(() => this.pen.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height));
  }

  /** Lays a mask down that is white on black. */
  loadGrey(picture) {
    const { width, height } = this.canvas;
    const laid = new OffscreenCanvas(width, height).getContext("2d");
    laid.drawImage(picture, 0, 0, width, height);
    const image = laid.getImageData(0, 0, width, height);
    for (let at = 0; at < image.data.length; at += 4) image.data.set([0xe8, 0x53, 0x2b, image.data[at]], at);
    this.whole(() => this.pen.putImageData(image, 0, 0));
  }

  whole(paint) {
    paint();
    this.touch(0, 0, this.canvas.width, this.canvas.height);
    this.keep();
  }

  touch(left, top, right, bottom) {
    const was = this.changed ?? { left, top, right, bottom };
    this.changed = {
      left: Math.max(0, Math.floor(Math.min(was.left, left)) - 1),
      top: Math.max(0, Math.floor(Math.min(was.top, top)) - 1),
      right: Math.min(this.canvas.width, Math.ceil(Math.max(was.right, right)) + 1),
      bottom: Math.min(this.canvas.height, Math.ceil(Math.max(was.bottom, bottom)) + 1),
    };
  }

  /** Ends a stroke: what it changed is one step that can be taken back. */
  keep() {
    const box = this.changed;
    this.changed = null;
    if (!box || box.right <= box.left || box.bottom <= box.top) return;
    this.done.push(this.patch(box));
    this.undone = [];
    this.copy(box);
  }

  undo() {
    this.step(this.done, this.undone);
  }

  redo() {
    this.step(this.undone, this.done);
  }

  step(from, to) {
    const patch = from.pop();
    if (!patch) return;
    to.push(this.patch(patch.box));
    const { left, top, right, bottom } = patch.box;
    this.pen.putImageData(unpacked(patch.runs, this.pen.createImageData(right - left, bottom - top)), left, top);
    this.copy(patch.box);
  }

  patch(box) {
    return { box, runs: packed(this.kept.getImageData(box.left, box.top, box.right - box.left, box.bottom - box.top)) };
  }

  copy({ left, top, right, bottom }) {
    const size = [left, top, right - left, bottom - top];
    this.kept.clearRect(...size);
    this.kept.drawImage(this.canvas, ...size, ...size);
  }

  /** Returns the mask as a PNG, white on black. */
  async file() {
    const made = new OffscreenCanvas(this.canvas.width, this.canvas.height);
    const pen = made.getContext("2d");
    pen.drawImage(this.canvas, 0, 0);
    pen.globalCompositeOperation = "source-in";
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, made.width, made.height);
    pen.globalCompositeOperation = "destination-over";
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, made.width, made.height);
    return new File([await made.convertToBlob({ type: "image/png" })], "mask.png", { type: "image/png" });
  }
}
