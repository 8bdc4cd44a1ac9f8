package io.vasari.gateway.studies;

import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A study as one picture: a row for each prompt, with its words, its images and, once the study is judged, its distances to
 * the others. Where the machine has no fonts, words are left out.
 */
final class StudySheet {
    private static final Logger LOG = Logger.getLogger(StudySheet.class);
    private static final int GAP = 4;
    private static final int LINE = 18;
    private static final int CAPTION = 260;
    private static final int SMALLEST_CELL = 32;
    private static final int VIEWED_CELL = 64;
    private static final int LEAST_FOR_NUMBERS = 36;
    private static final long MOST_PIXELS = 12L << 20;
    private static final Color PAPER = Color.WHITE;
    private static final Color MISSING = new Color(0xD8, 0xDC, 0xE2);
    private static final Color BLAME = new Color(0xC0, 0x39, 0x2B);

    private final StudyDocument study;
    private final StudyPictures pictures;
    private final Optional<Heat> heat;
    private final int cell;
    private Optional<Graphics2D> words = Optional.empty();

    /**
     * Distances as they are shown.
     *
     * @param least what their scale reaches to at least
     */
    private record Heat(String feature, float[][] distances, double least) {
        static Heat of(StudyEvaluation said, float[][] distances, String feature) {
            return new Heat(
                    feature, distances, StudyFeatures.thresholds(said, feature).dispersedAbove());
        }
    }

    /** @param evaluation empty while there is none */
    StudySheet(StudyDocument study, StudyPictures pictures, Optional<StudyEvaluation> evaluation) {
        this.study = study;
        this.pictures = pictures;
        this.heat = evaluation.flatMap(said -> {
            var feature = StudyFeatures.shown(said);
            return Optional.ofNullable(said.distances().get(feature)).map(matrix -> Heat.of(said, matrix, feature));
        });
        int side = Math.max(SMALLEST_CELL, pictures.side());
        int viewed = side >= VIEWED_CELL ? side : side * (VIEWED_CELL / side);
        long cells = (long) study.prompts().size()
                * (study.prompts().size() + study.seeds().size());
        this.cell = (int) Math.max(1, Math.min(viewed, Math.sqrt((double) MOST_PIXELS / cells)));
    }

    byte[] png() {
        int rows = study.prompts().size();
        int columns = study.seeds().size();
        int hot = heat.isPresent() ? GAP + rows * cell + 2 * GAP : 0;
        int top = 2 * LINE + GAP;
        int width = CAPTION + columns * (cell + GAP) + hot + GAP;
        var sentences = lines(width - 2 * GAP);
        var sheet = new BufferedImage(
                width, top + rows * (cell + GAP) + (1 + sentences.size()) * LINE, BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        words = withFont(pen);
        write(title(), GAP, LINE - GAP, Color.BLACK, sheet.getWidth());
        for (int column = 0; column < columns; column++) {
            write("" + study.seeds().get(column), CAPTION + column * (cell + GAP), 2 * LINE - GAP, Color.GRAY, cell);
        }
        for (int row = 0; row < rows; row++) {
            draw(pen, row, top + row * (cell + GAP));
        }
        heat(pen, top);
        for (int i = 0; i < sentences.size(); i++) {
            int y = sheet.getHeight() - (sentences.size() - i) * LINE + LINE / 2;
            write(sentences.get(i), GAP, y, Color.BLACK, sheet.getWidth() - 2 * GAP);
        }
        pen.dispose();
        return StudyPictures.png(sheet);
    }

    private String title() {
        return "%s@%s, %s: %d prompts x %d seeds%s"
                .formatted(
                        study.model(),
                        study.revision(),
                        study.perturbation().name().toLowerCase(Locale.ROOT),
                        study.prompts().size(),
                        study.seeds().size(),
                        heat.map(shown ->
                                        "; on the right their distances by " + shown.feature() + ", mean of the seeds")
                                .orElse(""));
    }

    private String verdict() {
        return study.evaluation()
                .map(said -> said.verdictText())
                .orElse("not judged yet: " + study.samples().done() + " of "
                        + study.samples().requested() + " images are there");
    }

    /** The verdict, each sentence on lines of its own that fit. */
    private List<String> lines(int width) {
        var pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        var font = withFont(pen).map(Graphics2D::getFontMetrics);
        var lines = new ArrayList<String>();
        for (String sentence : verdict().split("(?<=[.:]) (?=[A-Z0-9\"])")) {
            var line = new StringBuilder();
            for (String word : sentence.split(" ")) {
                if (!line.isEmpty() && widthOf(font, line + " " + word) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append("   ");
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        pen.dispose();
        return lines;
    }

    private static int widthOf(Optional<FontMetrics> font, String text) {
        return font.map(metrics -> metrics.stringWidth(text)).orElse(0);
    }

    private void draw(Graphics2D pen, int row, int y) {
        boolean blamed = study.evaluation()
                .filter(said -> said.verdict() == PromptVerdict.OUTLIER)
                .flatMap(StudyEvaluationDocument::outlier)
                .filter(outlier -> outlier.prompt() == row)
                .isPresent();
        write(study.prompts().get(row), GAP, y + cell / 2 + LINE / 4, blamed ? BLAME : Color.BLACK, CAPTION - 2 * GAP);
        for (int column = 0; column < study.seeds().size(); column++) {
            int x = CAPTION + column * (cell + GAP);
            var picture = pictures.of(row * study.seeds().size() + column);
            if (picture.isPresent()) {
                int longer = Math.max(picture.get().getWidth(), picture.get().getHeight());
                int width = picture.get().getWidth() * cell / longer;
                int height = picture.get().getHeight() * cell / longer;
                pen.drawImage(picture.get(), x, y, width, height, null);
            } else {
                pen.setColor(MISSING);
                pen.fillRect(x, y, cell, cell);
            }
        }
    }

    private void heat(Graphics2D pen, int top) {
        heat.ifPresent(shown -> {
            var matrix = shown.distances();
            var scale = HeatScale.of(matrix, shown.least());
            int left = CAPTION + study.seeds().size() * (cell + GAP) + 2 * GAP;
            for (int row = 0; row < matrix.length; row++) {
                for (int column = 0; column < matrix.length; column++) {
                    double distance = matrix[row][column];
                    int x = left + column * cell;
                    int y = top + row * (cell + GAP);
                    pen.setColor(scale.colour(distance));
                    pen.fillRect(x, y, cell - 1, cell);
                    if (cell >= LEAST_FOR_NUMBERS && row != column) {
                        write(Html.number(distance), x + GAP, y + cell / 2 + LINE / 4, scale.ink(distance), cell);
                    }
                }
            }
        });
    }

    private static Optional<Graphics2D> withFont(Graphics2D pen) {
        try {
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            pen.getFontMetrics().stringWidth("x");
            return Optional.of(pen);
        } catch (RuntimeException | Error e) {
            LOG.warnf("a sheet has no words, for this machine has no fonts: %s", e);
            return Optional.empty();
        }
    }

    /** Cut to a width in pixels. */
    private void write(String text, int x, int y, Color colour, int width) {
        words.ifPresent(pen -> {
            var metrics = pen.getFontMetrics();
            String cut = text;
            while (cut.length() > 1 && metrics.stringWidth(cut) > width) {
                cut = cut.substring(0, cut.length() - (cut.endsWith("\u2026") ? 2 : 1)) + "\u2026";
            }
            pen.setColor(colour);
            pen.drawString(cut, x, y);
        });
    }
}
