package io.vasari.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** One line of the results. */
public sealed interface Finding {
    /** Whether what was required is so; always for a finding without a requirement. */
    boolean met();

    /** Measured, value, against, ratio, required, verdict. */
    List<String> cells();

    /** A figure as a multiple of another one from the same run. */
    record Ratio(Figure measured, Figure reference, Bound required) implements Finding {
        public double ratio() {
            return measured.value() / reference.value();
        }

        @Override
        public boolean met() {
            return required.holds(ratio());
        }

        @Override
        public List<String> cells() {
            return List.of(
                    measured.name(),
                    measured.text(),
                    reference.name() + ": " + reference.text(),
                    String.format(Locale.ROOT, "%.2f", ratio()),
                    required.text(),
                    required.equals(Bound.NONE) ? "" : verdict(met()));
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
