package io.vasari.cli.paint;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.sheet.ContactSheet;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.TextToImage;
import io.vasari.models.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Writes what was painted. */
public final class PaintedFiles {

    private static final int GAP_PIXELS = 2;

    private PaintedFiles() {}

    /** The final latents as {@code latents} and the images, from 0 to 1, as {@code image}; both float32, samples first. */
    public static void tensors(TextToImage.Result result, Path file) throws IOException {
        List<Draft> drafts = result.drafts();
        var shape = drafts.get(0).shape();
        float[] latents = new float[drafts.size() * shape.size()];
        for (int i = 0; i < drafts.size(); i++) {
            System.arraycopy(drafts.get(i).latents(), 0, latents, i * shape.size(), shape.size());
        }
        new SafetensorsWriter()
                .floats("latents", shape.batch(drafts.size()), latents)
                .floats("image", result.images().sizes(), result.images().values())
                .write(file);
    }

    /** One image as it is, several as a sheet that is about square. */
    public static void png(TextToImage.Result result, Path file) throws IOException {
        GeneratedBatch batch = result.images().toBatch();
        int columns = (int) Math.ceil(Math.sqrt(batch.count()));
        int gap = batch.count() == 1 ? 0 : GAP_PIXELS;
        var pictures = IntStream.range(0, batch.count()).mapToObj(batch::image).toList();
        Files.createDirectories(file.toAbsolutePath().getParent());
        var image = batch.shape();
        var shape = new Pixels(image.widthPixels(), image.heightPixels(), image.channels());
        Files.write(file, new ContactSheet(columns, 1, gap).pngOfPixels(pictures, shape));
    }
}
