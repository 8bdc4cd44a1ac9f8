package io.vasari.cli.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values of classes at a moment, a group of bars per class. */
final class BarsPainter {
    private static final String BY = "class";

    static void paint(Canvas canvas, PanelAnswer answer) {
        var panel = answer.panel();
        var names = answer.parts().stream().map(part -> part.target().legend()).toList();
        Map<String, List<Double>> groups = new TreeMap<>();
        for (int i = 0; i < answer.parts().size(); i++) {
            for (var series : answer.parts().get(i).series()) {
                var group = groups.computeIfAbsent(series.labels().getOrDefault(BY, ""), unseen -> new ArrayList<>());
                while (group.size() < i) {
                    group.add(Double.NaN);
                }
                group.add(series.last());
            }
        }
        var edges = Stream.concat(Stream.of(0.0), panel.band().stream());
        var scale = Scale.around(
                Stream.concat(edges, groups.values().stream().flatMap(List::stream))
                        .mapToDouble(Double::doubleValue),
                panel.min().orElse(Double.NEGATIVE_INFINITY),
                panel.max().orElse(Double.POSITIVE_INFINITY));
        if (!panel.band().isEmpty()) {
            canvas.band(scale, panel.band().get(0), panel.band().get(1));
        }
        canvas.yAxis(scale, panel.unit());
        var plot = canvas.plot(true);
        int zero = canvas.y(scale, 0);
        double slot = (double) plot.width / Math.max(1, groups.size());
        int column = 0;
        for (var group : groups.entrySet()) {
            double left = plot.x + column++ * slot;
            double width = slot * 0.85 / Math.max(1, names.size());
            for (int i = 0; i < group.getValue().size(); i++) {
                double value = group.getValue().get(i);
                if (Double.isFinite(value)) {
                    int end = canvas.y(scale, value);
                    canvas.graphics.setColor(Canvas.color(i));
                    canvas.graphics.fillRect(
                            (int) (left + i * width),
                            Math.min(end, zero),
                            Math.max(1, (int) width - 1),
                            Math.abs(end - zero));
                }
            }
            canvas.label(group.getKey(), (int) (left + slot / 2 - 6), plot.y + plot.height + 14);
        }
        canvas.legend(names);
    }

    private BarsPainter() {}
}
