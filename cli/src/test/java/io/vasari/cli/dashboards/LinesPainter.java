package io.vasari.cli.dashboards;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Values over time, as lines or piled up. */
final class LinesPainter {
    private static final int FILLED = 150;

    private record Line(String name, Map<Double, Double> points) {}

    static void paint(Canvas canvas, PanelAnswer answer) {
        var panel = answer.panel();
        List<Line> lines = panel.isStacked() ? piled(lines(answer)) : lines(answer);
        double min = panel.min().orElse(Double.NEGATIVE_INFINITY);
        double max = panel.max().orElse(Double.POSITIVE_INFINITY);
        var scale = Scale.around(
                lines.stream().flatMap(line -> line.points().values().stream()).mapToDouble(Double::doubleValue),
                min,
                max);
        canvas.yAxis(scale, panel.unit());
        var times = lines.stream()
                .flatMapToDouble(line -> line.points().keySet().stream().mapToDouble(Double::doubleValue))
                .summaryStatistics();
        double start = times.getMin();
        double length = Math.max(1, times.getMax() - start);
        var plot = canvas.plot(true);
        for (int part = 0; part <= 4; part++) {
            canvas.time(length * part / 4, plot.x + plot.width * part / 4);
        }
        canvas.graphics.setClip(plot.x - 2, plot.y - 2, plot.width + 4, plot.height + 4);
        for (int i = lines.size() - 1; i >= 0; i--) {
            draw(canvas, scale, lines.get(i), start, length, Canvas.color(i), panel.isStacked());
        }
        canvas.graphics.setClip(null);
        panel.threshold().ifPresent(value -> canvas.threshold(scale, value));
        canvas.legend(lines.stream().map(Line::name).toList());
    }

    private static List<Line> lines(PanelAnswer answer) {
        var lines = new ArrayList<Line>();
        for (var part : answer.parts()) {
            for (var series : part.series()) {
                var points = new TreeMap<Double, Double>();
                for (int i = 0; i < series.values().length; i++) {
                    if (Double.isFinite(series.values()[i])) {
                        points.put(series.seconds()[i], series.values()[i]);
                    }
                }
                lines.add(new Line(series.name(part.target().legend()), points));
            }
        }
        return lines;
    }

    /** Each on top of those before it. */
    private static List<Line> piled(List<Line> lines) {
        var sums = new TreeMap<Double, Double>();
        return lines.stream()
                .map(line -> {
                    line.points().forEach((time, value) -> sums.merge(time, value, Double::sum));
                    return new Line(line.name(), new TreeMap<>(sums));
                })
                .toList();
    }

    private static void draw(
            Canvas canvas, Scale scale, Line line, double start, double length, Color color, boolean filled) {
        if (line.points().isEmpty()) {
            return;
        }
        var plot = canvas.plot(true);
        var path = new Path2D.Double();
        double[] times =
                line.points().keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] xs = DoubleStream.of(times)
                .map(time -> plot.x + plot.width * (time - start) / length)
                .toArray();
        for (int i = 0; i < times.length; i++) {
            double y = canvas.y(scale, line.points().get(times[i]));
            if (i == 0) {
                path.moveTo(xs[i], y);
            } else {
                path.lineTo(xs[i], y);
            }
        }
        canvas.graphics.setColor(color);
        canvas.graphics.setStroke(new BasicStroke(1.4f));
        canvas.graphics.draw(path);
        if (times.length == 1) {
            canvas.graphics.fillOval(
                    (int) xs[0] - 2, canvas.y(scale, line.points().get(times[0])) - 2, 4, 4);
        }
        if (filled) {
            path.lineTo(xs[xs.length - 1], plot.y + plot.height);
            path.lineTo(xs[0], plot.y + plot.height);
            path.closePath();
            canvas.graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), FILLED));
            canvas.graphics.fill(path);
        }
    }

    private LinesPainter() {}
}
