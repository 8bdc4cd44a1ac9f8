package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.DiffusionRequest.Start;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.models.SampleKey;
import io.vasari.models.vectors.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiffusionModelTest {

    private static final int SIDE = 32;

    private static DiffusionModel model;

    @BeforeAll
    static void load() {
        model = DiffusionModel.load(DiffusersFolder.open(Vectors.path("sd-tiny-a")));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void aSampleAloneEqualsTheSameSampleInAnyMixture() {
        List<DiffusionRequest> requests = List.of(
                request("a photo of a cat", 7.5, 5, "ddim"),
                request("a photo of a dog", 1, 3, "euler"),
                request("an astronaut", 4, 7, "euler-ancestral"),
                request("a photo of a cat", 2, 4, "pndm"),
                request("", 7.5, 6, "dpm-solver"),
                started(image(), 0.6, Optional.empty()));
        List<Sketch> mixed = new ArrayList<>();
        List<Sketch> running = new ArrayList<>();
        // They join one after another, and leave when they are done.
        while (mixed.size() < requests.size() || !running.isEmpty()) {
            if (mixed.size() < requests.size()) {
                Sketch sketch = model.begin(new SampleKey(7, mixed.size()), requests.get(mixed.size()));
                mixed.add(sketch);
                running.add(sketch);
            }
            model.advance(running);
            running.removeIf(Sketch::isFinished);
        }
        byte[] together = model.finish(mixed).pixels();
        var promise = new Promise();
        for (int i = 0; i < requests.size(); i++) {
            DiffusionSketch alone = (DiffusionSketch) run(new SampleKey(7, i), requests.get(i));
            DiffusionSketch among = (DiffusionSketch) mixed.get(i);
            Runs.assertLatents(among.draft().latents(), alone.draft().latents(), "request " + i);
            byte[] amongOthers = Arrays.copyOfRange(together, i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3);
            promise.compare(amongOthers, image(alone), "request " + i);
        }
        promise.holds();
    }

    @Test
    void theHashOfTheNoiseTellsWhatASampleStartsFrom() {
        var cat = model.begin(new SampleKey(7, 0), request("a photo of a cat", 7.5, 5, "ddim"));
        var dog = model.begin(new SampleKey(7, 0), request("a photo of a dog", 1, 3, "euler"));
        var other = model.begin(new SampleKey(8, 0), request("a photo of a cat", 7.5, 5, "ddim"));

        assertThat(cat.noiseSha256()).isPresent().isEqualTo(dog.noiseSha256());
        assertThat(cat.noiseSha256()).isNotEqualTo(other.noiseSha256());
        // Of 1, -2.5 and 0 as Python's struct packs them.
        assertThat(SampleDraws.sha256(new float[] {1, -2.5f, 0}))
                .isEqualTo("738e86d615200bd3391d7ae379779a8e4644bade56d93d0634aa07004fa697f3");
    }

    /** Many samples of one prompt, in passes of every size, so that a pixel that flips now and then is seen. */
    @Test
    void sixtySamplesInPassesOfAllSizesAreThoseMadeAlone() {
        List<Sketch> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            waiting.add(
                    model.begin(new SampleKey(11, i), request("a photo of a cat", i % 2 == 0 ? 7.5 : 1, 4, "ddim")));
        }
        List<Sketch> all = List.copyOf(waiting);
        var promise = new Promise();
        for (int size = 1; waiting.stream().anyMatch(sketch -> !sketch.isFinished()); size = size % 11 + 1) {
            model.advance(waiting.stream()
                    .filter(sketch -> !sketch.isFinished())
                    .limit(size)
                    .toList());
            // Those that had a step go to the back, so neighbours change all the time.
            Collections.rotate(waiting, -size);
        }
        for (int i = 0; i < all.size(); i += 6) {
            byte[] together = model.finish(all.subList(i, i + 6)).pixels();
            for (int j = 0; j < 6; j++) {
                byte[] image = Arrays.copyOfRange(together, j * SIDE * SIDE * 3, (j + 1) * SIDE * SIDE * 3);
                var alone = run(
                        new SampleKey(11, i + j), request("a photo of a cat", (i + j) % 2 == 0 ? 7.5 : 1, 4, "ddim"));
                promise.compare(image, image(alone), "sample " + (i + j));
            }
        }
        promise.holds();
    }

    @Test
    void repeatsAreEqual() {
        DiffusionRequest request = request("a photo of a cat", 7.5, 4, "euler-ancestral");
        assertThat(image(run(new SampleKey(1, 2), request))).isEqualTo(image(run(new SampleKey(1, 2), request)));
    }

    @Test
    void otherSeedsIndicesAndPromptsMakeOtherImages() {
        DiffusionRequest request = request("a photo of a cat", 7.5, 2, "ddim");
        byte[] image = image(run(new SampleKey(1, 2), request));
        assertThat(image(run(new SampleKey(2, 2), request))).isNotEqualTo(image);
        assertThat(image(run(new SampleKey(1, 3), request))).isNotEqualTo(image);
        assertThat(image(run(new SampleKey(1, 2), request("a dog", 7.5, 2, "ddim"))))
                .isNotEqualTo(image);
    }

    @Test
    void aPassThatFailsChangesNoSketch() {
        Sketch small = model.begin(new SampleKey(1, 0), request("a", 1, 3, "ddim"));
        Sketch large = model.begin(
                new SampleKey(1, 1),
                new DiffusionRequest("a", "", 1, 3, Optional.of("ddim"), SIDE * 2, SIDE, Optional.empty()));
        assertThatThrownBy(() -> model.advance(List.of(small, large))).hasMessageContaining("must be equal");
        assertThat(small.stepsDone()).isZero();
        assertThat(large.stepsDone()).isZero();
    }

    @Test
    void promptsAreEncodedOnce() {
        long before = model.encodings();
        for (int i = 0; i < 5; i++) {
            model.begin(new SampleKey(1, i), request("a prompt of its own", 7.5, 3, "ddim"));
        }
        assertThat(model.encodings() - before).isBetween(1L, 2L);
    }

    @Test
    void strengthSaysHowManyStepsAreTaken() {
        assertThat(model.begin(new SampleKey(1, 0), started(image(), 0.6, Optional.empty()))
                        .steps())
                .isEqualTo(3);
        Sketch none = model.begin(new SampleKey(1, 0), started(image(), 0, Optional.empty()));
        assertThat(none.isFinished()).isTrue();
        assertThat(model.finish(List.of(none)).count()).isEqualTo(1);
    }

    @Test
    void whatTheMaskHidesStaysAndTheRestChanges() {
        byte[] mask = new byte[SIDE * SIDE];
        Arrays.fill(mask, mask.length / 2, mask.length, (byte) 255);
        SampleKey key = new SampleKey(3, 0);
        var masked = (DiffusionSketch) run(key, started(image(), 0.8, Optional.of(mask)));
        var untouched = (DiffusionSketch) model.begin(key, started(image(), 0, Optional.empty()));
        float[] clean = untouched.draft().latents();
        float[] painted = masked.draft().latents();
        int area = SIDE * SIDE / 4;
        double changed = 0;
        for (int i = 0; i < clean.length; i++) {
            if (i % area < area / 2) {
                assertThat(painted[i]).as("kept latent " + i).isEqualTo(clean[i]);
            } else {
                changed = Math.max(changed, Math.abs(painted[i] - clean[i]));
            }
        }
        assertThat(changed).isGreaterThan(0.1);
    }

    @Test
    void previewsHaveAPixelPerLatent() {
        Sketch sketch = model.begin(new SampleKey(5, 0), request("a photo of a cat", 7.5, 5, "ddim"));
        assertThat(sketch.preview().shape()).isEqualTo(new ImageShape(SIDE / 2, SIDE / 2, 3));
        byte[] before = sketch.preview().pixels();
        model.advance(List.of(sketch));
        assertThat(sketch.preview().pixels()).isNotEqualTo(before);
    }

    @Test
    void whatIsAskedForIsChecked() {
        assertRefused(request("a", 7.5, 0, "ddim"), "steps is 0", "at least 1");
        assertRefused(request("a", 7.5, 5000, "ddim"), "steps", "5000");
        assertRefused(request("a", -1, 5, "ddim"), "guidance_scale is -1.0", "0 to 100");
        assertRefused(request("a", Double.NaN, 5, "ddim"), "guidance_scale is NaN");
        assertRefused(request("a", 7.5, 5, "dimm"), "scheduler is dimm", "DDIMScheduler");
        assertRefused(
                new DiffusionRequest("a", "", 1, 5, Optional.empty(), 33, 32, Optional.empty()),
                "width is 33",
                "multiple of 2");
        assertRefused(
                new DiffusionRequest("a", "", 1, 5, Optional.empty(), 32, 1 << 20, Optional.empty()),
                "height is 1048576",
                "2048");
        assertRefused(started(new byte[7], 0.5, Optional.empty()), "start.image has 7 bytes", "3072");
        assertRefused(started(image(), 1.5, Optional.empty()), "strength is 1.5", "0 to 1");
        assertRefused(started(image(), 0.5, Optional.of(new byte[3])), "start.mask has 3 bytes", "1024");
    }

    @Test
    void fiftyRunsLeaveNoTensorsBehind() {
        DiffusionRequest request = request("a photo of a cat", 7.5, 2, "ddim");
        run(new SampleKey(1, 0), request);
        int before = model.heldTensors();
        for (int i = 0; i < 50; i++) {
            Sketch sketch = run(new SampleKey(1, i), request);
            sketch.preview();
            image(sketch);
        }
        assertThat(model.heldTensors()).isEqualTo(before);
    }

    private static void assertRefused(DiffusionRequest request, String... says) {
        assertThatThrownBy(() -> model.begin(new SampleKey(1, 0), request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(says);
    }

    private static Sketch run(SampleKey key, DiffusionRequest request) {
        Sketch sketch = model.begin(key, request);
        while (!sketch.isFinished()) {
            model.advance(List.of(sketch));
        }
        return sketch;
    }

    private static byte[] image(Sketch finished) {
        return model.finish(List.of(finished)).pixels();
    }

    private static DiffusionRequest request(String prompt, double guidance, int steps, String scheduler) {
        return new DiffusionRequest(
                prompt, "low quality", guidance, steps, Optional.of(scheduler), SIDE, SIDE, Optional.empty());
    }

    private static DiffusionRequest started(byte[] image, double strength, Optional<byte[]> mask) {
        return new DiffusionRequest(
                "a photo of a cat",
                "",
                7.5,
                5,
                Optional.of("ddim"),
                SIDE,
                SIDE,
                Optional.of(new Start(image, strength, mask)));
    }

    private static byte[] image() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % SIDE * 8 * (i % 3) / 2);
        }
        return pixels;
    }
}
