package io.vasari.training.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.judge.PromptPainter.Prompt;
import io.vasari.training.vases.VaseColour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far apart pictures of one noise are: root mean square differences of RGB values, 0 to 255.
 *
 * @param order mean over pairs of the six orders of "ornate (colour) vase", over all colours
 * @param orderLeast the least of these pairs
 * @param orderMost the greatest of these pairs
 * @param colour mean over pairs of "ornate (colour) vase" with different colours
 */
record OrderSpread(double order, double orderLeast, double orderMost, double colour) {

    private static final long SEED = 100;

    static OrderSpread measure(VasePreview preview) {
        List<Prompt> prompts = new ArrayList<>();
        for (VaseColour colour : VaseColour.values()) {
            for (String prompt :
                    SheetPrompts.permutations("ornate " + colour.words().get(0) + " vase")) {
                prompts.add(new Prompt(prompt, SEED));
            }
        }
        List<byte[]> pictures = preview.paint(prompts);
        List<Double> orders = new ArrayList<>();
        List<Double> colours = new ArrayList<>();
        for (int a = 0; a < pictures.size(); a++) {
            for (int b = 0; b < a; b++) {
                if (a / 6 == b / 6) {
                    orders.add(distance(pictures.get(a), pictures.get(b)));
                } else if (a % 6 == 0 && b % 6 == 0) {
                    colours.add(distance(pictures.get(a), pictures.get(b)));
                }
            }
        }
        var summary = orders.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        double colour =
                colours.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return new OrderSpread(summary.getAverage(), summary.getMin(), summary.getMax(), colour);
    }

    private static double distance(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (a[i] & 0xFF) - (b[i] & 0xFF);
            sum += difference * difference;
        }
        return Math.sqrt(sum / a.length);
    }

    /** Reads what {@link #json} became. */
    static OrderSpread read(Path file) {
        JsonNode json = ConfigFile.read(file);
        return new OrderSpread(
                json.path("order_rmse_mean").asDouble(),
                json.path("order_rmse_min").asDouble(),
                json.path("order_rmse_max").asDouble(),
                json.path("colour_rmse_mean").asDouble());
    }

    Map<String, Object> json() {
        return PackageWriter.fields(
                "order_rmse_mean",
                order,
                "order_rmse_min",
                orderLeast,
                "order_rmse_max",
                orderMost,
                "colour_rmse_mean",
                colour);
    }
}
