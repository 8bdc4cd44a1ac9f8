package io.vasari.benchmarks.detection;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Samples until an alarm against how far the fault is from the reference, with the fewest that any test could need. */
final class DetectionChart {
    private static final Map<Alarm, Color> COLOURS = new EnumMap<>(Map.of(
            Alarm.MODE_MISSING, new Color(0x1f77b4),
            Alarm.MODE_COLLAPSE, new Color(0xd95f02),
            Alarm.MODE_COLLAPSE_SEVERE, new Color(0xb2182b),
            Alarm.CLASS_DRIFT_EVIDENCE, new Color(0x1b9e77)));

    private static final Map<Alarm, Marker> MARKERS = new EnumMap<>(Map.of(
            Alarm.MODE_MISSING, SeriesMarkers.TRIANGLE_UP,
            Alarm.MODE_COLLAPSE, SeriesMarkers.SQUARE,
            Alarm.MODE_COLLAPSE_SEVERE, SeriesMarkers.CROSS,
            Alarm.CLASS_DRIFT_EVIDENCE, SeriesMarkers.CIRCLE));

    private final XYChart chart = new XYChartBuilder()
            .width(960)
            .height(600)
            .theme(ChartTheme.Matlab)
            .title("Samples until an alarm, median of the streams")
            .xAxisTitle("strength of the fault: divergence from the reference, nats")
            .yAxisTitle("samples")
            .build();

    DetectionChart(List<Detection> detections) {
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.InsideNE)
                .setToolTipsEnabled(false);
        chart.getStyler().setMarkerSize(9);
        addMinimum(detections);
        for (var alarm : Alarm.values()) {
            add(alarm, detections);
        }
    }

    private void addMinimum(List<Detection> detections) {
        var sorted = detections.stream()
                .sorted((a, b) -> Double.compare(a.divergenceNats(), b.divergenceNats()))
                .toList();
        var line = chart.addSeries(
                "fewest possible",
                sorted.stream().map(Detection::divergenceNats).toList(),
                sorted.stream().map(Detection::fewestPossible).toList());
        line.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY).setLineStyle(new BasicStroke(2));
    }

    private void add(Alarm alarm, List<Detection> detections) {
        var sounded = detections.stream()
                .filter(detection -> detection.delays().get(alarm).quantile(0.5).isPresent())
                .toList();
        if (sounded.isEmpty()) {
            return;
        }
        var points = chart.addSeries(
                alarm.rule(),
                sounded.stream().map(Detection::divergenceNats).toList(),
                sounded.stream()
                        .map(detection -> (double)
                                detection.delays().get(alarm).quantile(0.5).orElseThrow())
                        .toList());
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(MARKERS.get(alarm))
                .setMarkerColor(COLOURS.get(alarm));
    }

    void write(Path png) {
        try {
            BitmapEncoder.saveBitmap(chart, png.toString(), BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("the chart cannot be written: " + png, e);
        }
    }
}
