package io.vasari.cli.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardPictureTest {
    private static final int TIMES = 60;

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsOfEveryKindAreDrawn(Dashboard dashboard) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        Path full = folder.resolve(dashboard.name() + ".png");
        Path empty = folder.resolve(dashboard.name() + "-empty.png");

        DashboardPicture.of(
                        dashboard,
                        dashboard.panels().stream()
                                .map(DashboardPictureTest::made)
                                .toList())
                .write(full);
        DashboardPicture.of(
                        dashboard,
                        dashboard.panels().stream()
                                .map(panel -> new PanelAnswer(panel, "", List.of()))
                                .toList())
                .write(empty);

        assertThat(colors(full)).hasSizeGreaterThan(2 * colors(empty).size());
    }

    /** Two series per query, one per bucket of a histogram, with gaps. */
    private static PanelAnswer made(Panel panel) {
        var parts = new ArrayList<PanelAnswer.Part>();
        for (var target : panel.targets()) {
            var series = new ArrayList<Series>();
            for (String bound : List.of("0.01", "0.1", "1.0", "+Inf")) {
                series.add(series(Map.of("le", bound, "class", bound, "model", "m" + bound), series.size() + 1));
            }
            parts.add(new PanelAnswer.Part(target, new Query(target.expr()), series));
        }
        return new PanelAnswer(panel, "made-up", parts);
    }

    private static Series series(Map<String, String> labels, int rank) {
        var seconds = new double[TIMES];
        var values = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            seconds[i] = i;
            values[i] = i % 20 == 7 ? Double.NaN : 0.2 * rank + 0.02 * Math.sin(i / 5.0 + rank);
        }
        return new Series(labels, seconds, values);
    }

    private static Set<Integer> colors(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        var colors = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }
}
