package io.vasari.cli.dashboards;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.List;

/** Where a panel is painted: its frame, its title, its axis and its legend. */
final class Canvas {
    private static final Color PAPER = Color.WHITE;
    private static final Color LINE = new Color(0xd8d9da);
    private static final Color INK = new Color(0x24292e);
    private static final Color FAINT = new Color(0x6e7781);
    private static final Color GOOD = new Color(0x37, 0x87, 0x2d, 40);
    private static final Color BAD = new Color(0xc4, 0x16, 0x2a, 22);
    private static final Color[] COLORS = {
        new Color(0x3274d9), new Color(0xe0752d), new Color(0x37872d), new Color(0xc4162a), new Color(0x8f3bb8),
        new Color(0x0f7c8a), new Color(0xb5890a), new Color(0x5a6872), new Color(0xd6457f), new Color(0x6b8e23)
    };
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    private static final int TITLE = 24;
    private static final int LEGEND_LINE = 14;
    private static final int LEGEND_LINES = 3;
    private static final int AXIS = 62;

    final Graphics2D graphics;
    private final Rectangle frame;

    Canvas(Graphics2D graphics, Rectangle frame) {
        this.graphics = graphics;
        this.frame = frame;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    static Color color(int index) {
        return COLORS[index % COLORS.length];
    }

    void frame(String title) {
        graphics.setColor(PAPER);
        graphics.fill(frame);
        graphics.setColor(LINE);
        graphics.draw(frame);
        text(title, frame.x + 8, frame.y + 16, new Font(Font.SANS_SERIF, Font.BOLD, 12), INK);
    }

    /** What is left for the picture within the frame. */
    Rectangle plot(boolean axes) {
        int left = axes ? AXIS : 8;
        int bottom = axes ? LEGEND_LINES * LEGEND_LINE + 20 : 8;
        return new Rectangle(
                frame.x + left, frame.y + TITLE + 4, frame.width - left - 12, frame.height - TITLE - 4 - bottom);
    }

    void note(String text) {
        var plot = plot(false);
        label(text, plot.x + 4, plot.y + plot.height / 2);
    }

    void yAxis(Scale scale, String unit) {
        var plot = plot(true);
        for (double tick : scale.ticks()) {
            int y = y(scale, tick);
            graphics.setColor(LINE);
            graphics.drawLine(plot.x, y, plot.x + plot.width, y);
            label(UnitFormat.of(tick, unit), frame.x + 6, y + 4);
        }
    }

    int y(Scale scale, double value) {
        var plot = plot(true);
        return (int) Math.round(plot.y + plot.height * (1 - scale.part(value)));
    }

    /** Below the plot, and not beyond the frame. */
    void time(double seconds, int x) {
        var plot = plot(true);
        String text = Math.round(seconds) + " s";
        int width = graphics.getFontMetrics(PLAIN).stringWidth(text);
        label(text, Math.min(x - width / 2, plot.x + plot.width + 8 - width), plot.y + plot.height + 14);
    }

    void threshold(Scale scale, double value) {
        if (value < scale.low() || value > scale.high()) {
            return;
        }
        var plot = plot(true);
        graphics.setColor(COLORS[3]);
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {5, 4}, 0));
        graphics.drawLine(plot.x, y(scale, value), plot.x + plot.width, y(scale, value));
        graphics.setStroke(new BasicStroke(1));
    }

    /** Good between two values, bad outside. */
    void band(Scale scale, double low, double high) {
        var plot = plot(true);
        int top = y(scale, high);
        int bottom = y(scale, low);
        graphics.setColor(BAD);
        graphics.fillRect(plot.x, plot.y, plot.width, plot.height);
        graphics.setColor(PAPER);
        graphics.fillRect(plot.x, top, plot.width, bottom - top);
        graphics.setColor(GOOD);
        graphics.fillRect(plot.x, top, plot.width, bottom - top);
    }

    /** As many names as there is room for. */
    void legend(List<String> names) {
        var plot = plot(true);
        int x = plot.x;
        int y = plot.y + plot.height + 30;
        for (int i = 0; i < names.size(); i++) {
            int width = graphics.getFontMetrics(PLAIN).stringWidth(names.get(i)) + 26;
            if (x + width > plot.x + plot.width && x > plot.x) {
                x = plot.x;
                y += LEGEND_LINE;
            }
            if (y > frame.y + frame.height - 3) {
                return;
            }
            graphics.setColor(color(i));
            graphics.fillRect(x, y - 6, 10, 4);
            label(names.get(i), x + 14, y);
            x += width;
        }
    }

    void label(String text, int x, int y) {
        text(text, x, y, PLAIN, FAINT);
    }

    void text(String text, int x, int y, Font font, Color color) {
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, x, y);
    }
}
