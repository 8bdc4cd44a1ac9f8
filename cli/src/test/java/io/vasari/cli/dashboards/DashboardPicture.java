package io.vasari.cli.dashboards;

import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A dashboard with what Prometheus answered, as far as a picture needs to look like Grafana's. */
final class DashboardPicture {
    private static final int COLUMNS = 24;
    private static final int COLUMN = 58;
    private static final int ROW = 30;
    private static final int GAP = 6;
    private static final int HEADER = 44;
    private static final Color BACKGROUND = new Color(0xf4f5f5);

    private record Placed(PanelAnswer answer, Rectangle cells) {}

    private final BufferedImage image;

    private DashboardPicture(BufferedImage image) {
        this.image = image;
    }

    static DashboardPicture of(Dashboard dashboard, List<PanelAnswer> answers) {
        var placed = place(answers);
        int rows = placed.stream()
                .mapToInt(panel -> panel.cells().y + panel.cells().height)
                .max()
                .orElse(0);
        var image = new BufferedImage(COLUMNS * COLUMN + GAP, HEADER + rows * ROW + GAP, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        new Canvas(graphics, new Rectangle())
                .text(dashboard.title(), GAP + 4, 28, new Font(Font.SANS_SERIF, Font.BOLD, 18), Color.DARK_GRAY);
        for (var panel : placed) {
            var cells = panel.cells();
            var frame = new Rectangle(
                    GAP + cells.x * COLUMN,
                    HEADER + cells.y * ROW,
                    cells.width * COLUMN - GAP,
                    cells.height * ROW - GAP);
            paint(new Canvas(graphics, frame), panel.answer());
        }
        graphics.dispose();
        return new DashboardPicture(image);
    }

    /** From left to right, then down. */
    private static List<Placed> place(List<PanelAnswer> answers) {
        var placed = new ArrayList<Placed>();
        int x = 0;
        int y = 0;
        int height = 0;
        for (var answer : answers) {
            var size = answer.panel().json().path("gridPos");
            int width = size.path("w").asInt();
            if (x + width > COLUMNS) {
                x = 0;
                y += height;
                height = 0;
            }
            placed.add(
                    new Placed(answer, new Rectangle(x, y, width, size.path("h").asInt())));
            x += width;
            height = Math.max(height, size.path("h").asInt());
        }
        return placed;
    }

    private static void paint(Canvas canvas, PanelAnswer answer) {
        canvas.frame(answer.title());
        boolean empty = answer.parts().stream().allMatch(part -> part.series().isEmpty());
        if (answer.panel().isText()) {
            canvas.note("(text with links)");
        } else if (empty) {
            canvas.note("No data");
        } else {
            switch (answer.panel().type()) {
                case "stat" -> StatPainter.paint(canvas, answer);
                case "barchart" -> BarsPainter.paint(canvas, answer);
                case "heatmap" -> HeatmapPainter.paint(canvas, answer);
                default -> LinesPainter.paint(canvas, answer);
            }
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
