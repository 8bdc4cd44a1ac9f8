package io.vasari.cli.dashboards;

import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Buckets of a histogram over time; each bucket counts those below it too, which is taken off. */
final class HeatmapPainter {
    static void paint(Canvas canvas, PanelAnswer answer) {
        List<Series> buckets = answer.parts().stream()
                .flatMap(part -> part.series().stream())
                .sorted(Comparator.comparingDouble(HeatmapPainter::bound))
                .toList();
        double most = buckets.stream()
                .flatMapToDouble(series -> Arrays.stream(series.finite()))
                .max()
                .orElse(1);
        var times = buckets.stream()
                .flatMapToDouble(series -> Arrays.stream(series.seconds()))
                .summaryStatistics();
        var plot = canvas.plot(true);
        double height = (double) plot.height / Math.max(1, buckets.size());
        double width = plot.width / Math.max(1, times.getMax() - times.getMin() + 1);
        for (int row = 0; row < buckets.size(); row++) {
            var series = buckets.get(row);
            int y = (int) (plot.y + plot.height - (row + 1) * height);
            for (int i = 0; i < series.values().length; i++) {
                double below = row == 0 ? 0 : valueAt(buckets.get(row - 1), series.seconds()[i]);
                canvas.graphics.setColor(shade((series.values()[i] - below) / most));
                int x = (int) (plot.x + (series.seconds()[i] - times.getMin()) * width);
                canvas.graphics.fillRect(x, y, (int) Math.ceil(width), (int) Math.ceil(height) - 1);
            }
            canvas.label("≤ " + series.labels().getOrDefault("le", ""), plot.x - 54, (int) (y + height / 2 + 4));
        }
        canvas.legend(Stream.of("few to many pairs").toList());
    }

    private static double bound(Series series) {
        String bound = series.labels().getOrDefault("le", "+Inf");
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    private static double valueAt(Series series, double second) {
        int at = Arrays.binarySearch(series.seconds(), second);
        return at < 0 ? 0 : series.values()[at];
    }

    private static Color shade(double part) {
        double bounded = Double.isFinite(part) ? Math.max(0, Math.min(1, part)) : 0;
        return Color.getHSBColor((float) (0.72 - 0.55 * bounded), 0.25f + 0.6f * (float) bounded, 0.95f);
    }

    private HeatmapPainter() {}
}
