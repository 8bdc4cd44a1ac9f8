package io.vasari.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** One line of the results. */
public sealed interface Finding {
    /** Whether what was required is so; always for a finding without a requirement. */
    boolean met();

    /** Measured, value, against, ratio, required, verdict. */
    List<String> cells();

    /**
     * A figure as a multiple of another one from the same run.
     *
     * @param required smallest ratio that will do; 0 when nothing is required
     */
    record Ratio(Figure measured, Figure reference, double required) implements Finding {
        public double ratio() {
            return measured.value() / reference.value();
        }

        @Override
        public boolean met() {
            return ratio() >= required;
        }

        @Override
        public List<String> cells() {
            return List.of(
                    measured.name(),
                    measured.text(),
                    reference.name() + ": " + reference.text(),
                    String.format(Locale.ROOT, "%.2f", ratio()),
                    required == 0 ? "" : String.format(Locale.ROOT, ">= %.2f", required),
                    required == 0 ? "" : verdict(met()));
        }
    }

    /**
     * A figure as a part of another one from the same run, which it must not exceed.
     *
     * @param most largest ratio that will do
     */
    record Share(Figure measured, Figure reference, double most) implements Finding {
        public double ratio() {
            return measured.value() / reference.value();
        }

        @Override
        public boolean met() {
            return ratio() <= most;
        }

        @Override
        public List<String> cells() {
            return List.of(
                    measured.name(),
                    measured.text(),
                    reference.name() + ": " + reference.text(),
                    String.format(Locale.ROOT, "%.2f", ratio()),
                    String.format(Locale.ROOT, "<= %.2f", most),
                    verdict(met()));
        }
    }

    /** A figure that must not exceed another one, in the same unit. */
    record Limit(Figure measured, double most) implements Finding {
        @Override
        public boolean met() {
            return measured.value() <= most;
        }

        @Override
        public List<String> cells() {
            var limit = new Figure("", most, measured.unit());
            return List.of(measured.name(), measured.text(), "", "", "<= " + limit.text(), verdict(met()));
        }
    }

    /** A figure that stands for itself. */
    record Plain(Figure measured) implements Finding {
        @Override
        public boolean met() {
            return true;
        }

        @Override
        public List<String> cells() {
            return List.of(measured.name(), measured.text(), "", "", "", "");
        }
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }
}
