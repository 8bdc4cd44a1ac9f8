// Calls every image endpoint with OpenAI's own client. Argument: the address, with /v1 at its end.
const assert = require("node:assert");
const { OpenAI, toFile } = require("openai");

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC", "base64");

async function main() {
  const client = new OpenAI({ baseURL: process.argv[2], apiKey: "none", maxRetries: 0 });

  const made = await client.images.generate({ model: "vases", prompt: "ornate green vase", n: 2, size: "32x32" });
  assert.equal(made.data.length, 2);
  assert.equal(Buffer.from(made.data[1].b64_json, "base64").readUInt32BE(12), 0x49484452);

  const links = await client.images.generate({ model: "vases", prompt: "a", response_format: "url" });
  assert.equal((await fetch(links.data[0].url)).headers.get("content-type"), "image/png");

  const events = [];
  const stream = await client.images.generate({
    model: "vases", prompt: "a", size: "48x32", stream: true, partial_images: 2 });
  for await (const event of stream) events.push(event);
  assert.deepEqual(events.map((event) => [event.type, event.partial_image_index]), [
    ["image_generation.partial_image", 0], ["image_generation.partial_image", 1], ["image_generation.completed", undefined]]);
  for (const event of events) {
    assert.equal(Buffer.from(event.b64_json, "base64").readUInt32BE(12), 0x49484452);
    assert.ok(Math.abs(Date.now() / 1000 - event.created_at) < 60);
    assert.deepEqual([event.size, event.background, event.output_format, event.quality], ["48x32", "opaque", "png", "auto"]);
  }

  await assert.rejects(async () => {
    for await (const event of await client.images.generate({ prompt: "fail", stream: true })) assert.fail(event.type);
  }, (e) => e instanceof OpenAI.APIError && e.code === "no_images" && e.type === "server_error");

  const edited = await client.images.edit({
    model: "vases", image: await toFile(png, "a.png", { type: "image/png" }), prompt: "mauve", n: 3 });
  assert.equal(edited.data.length, 3);

  const listed = await client.images.edit({
    model: "vases", image: [await toFile(png, "a.png", { type: "image/png" })], prompt: "mauve", stream: true });
  for await (const event of listed) assert.equal(event.type, "image_edit.completed");

  const repainted = [];
  for await (const event of await client.images.edit({
    model: "vases", image: await toFile(png, "a.png", { type: "image/png" }), prompt: "mauve", stream: true,
    partial_images: 1 })) repainted.push(event.type);
  assert.deepEqual(repainted, ["image_edit.partial_image", "image_edit.completed"]);

  const varied = await client.images.createVariation({
    model: "vases", image: await toFile(png, "a.png", { type: "image/png" }), n: 1, response_format: "b64_json" });
  assert.equal(varied.data.length, 1);

  await assert.rejects(client.images.generate({ model: "vases", prompt: "a", n: 99 }), (e) =>
    e instanceof OpenAI.BadRequestError && e.param === "n" && e.code === "invalid_request"
      && e.type === "invalid_request_error" && e.message === "400 n: 99 is outside 1 to 10");

  console.log("all is well");
}

main().catch((e) => { console.error(e); process.exit(1); });
