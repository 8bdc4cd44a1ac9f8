package io.vasari.cli.dashboards;

import java.awt.Font;

/** The last values, written large. */
final class StatPainter {
    private static final int MOST = 4;

    static void paint(Canvas canvas, PanelAnswer answer) {
        var plot = canvas.plot(false);
        int shown = 0;
        long all =
                answer.parts().stream().mapToLong(part -> part.series().size()).sum();
        int columns = (int) Math.max(1, Math.min(all, MOST));
        for (var part : answer.parts()) {
            for (var series : part.series()) {
                var finite = series.finite();
                if (shown == MOST || finite.length == 0) {
                    continue;
                }
                int x = plot.x + plot.width * shown / columns;
                var color = Canvas.color(shown++);
                String value =
                        UnitFormat.of(finite[finite.length - 1], answer.panel().unit());
                var font = new Font(Font.SANS_SERIF, Font.BOLD, columns > 2 ? 16 : 22);
                canvas.text(value, x, plot.y + plot.height / 2 + 4, font, color);
                canvas.label(series.name(part.target().legend()), x, plot.y + plot.height - 8);
            }
        }
    }

    private StatPainter() {}
}
