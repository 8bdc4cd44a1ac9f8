package io.vasari.cli.report;

import io.vasari.cli.report.ShareTable.Row;
import java.util.List;
import java.util.Locale;

/** Class shares as bars, with the reference as a mark and its band of 3 sigmas, as SVG. */
final class ShareChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 48;
    private static final int TOP = 16;
    private static final int BOTTOM = 32;
    private static final double BAND_SIGMAS = 3;
    private static final double STRONG_SIGMAS = 5;

    private final List<Row> rows;
    private final double top;
    private final StringBuilder svg = new StringBuilder();

    private ShareChart(List<Row> rows) {
        this.rows = rows;
        this.top = 1.1
                * rows.stream()
                        .mapToDouble(row -> Math.max(row.share(), row.expected()))
                        .max()
                        .orElse(1);
    }

    static String of(List<Row> rows) {
        return new ShareChart(rows).draw();
    }

    private String draw() {
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"class shares\">".formatted(WIDTH, HEIGHT));
        grid();
        double samples = rows.stream().mapToLong(Row::count).sum();
        double step = (double) (WIDTH - LEFT) / rows.size();
        for (int i = 0; i < rows.size(); i++) {
            column(rows.get(i), LEFT + i * step, step, samples);
        }
        return svg.append("</svg>").toString();
    }

    private void grid() {
        double step = top > 0.4 ? 0.2 : top > 0.2 ? 0.1 : 0.05;
        for (double share = 0; share <= top; share += step) {
            line("grid", LEFT, y(share), WIDTH, y(share));
            text(LEFT - 6, y(share) + 4, "end", "%.0f %%".formatted(100 * share));
        }
    }

    private void column(Row row, double x, double width, double samples) {
        String kind = Math.abs(row.residual()) > STRONG_SIGMAS ? "bar off" : "bar";
        rect(kind, x + 0.18 * width, y(row.share()), 0.64 * width, y(0) - y(row.share()));
        double sigma = Math.sqrt(row.expected() * (1 - row.expected()) / samples);
        double low = Math.max(0, row.expected() - BAND_SIGMAS * sigma);
        double high = row.expected() + BAND_SIGMAS * sigma;
        rect("band", x + 0.08 * width, y(high), 0.84 * width, y(low) - y(high));
        line("mark", x + 0.08 * width, y(row.expected()), x + 0.92 * width, y(row.expected()));
        text(x + width / 2, HEIGHT - BOTTOM + 18, "middle", row.name());
    }

    private double y(double share) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(share, top) / top);
    }

    private void rect(String kind, double x, double y, double width, double height) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                kind,
                x,
                y,
                width,
                height));
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2));
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                ReportPage.escape(words)));
    }
}
