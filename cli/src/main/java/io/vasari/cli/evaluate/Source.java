package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is evaluated, by the option that names it, and the options that go with it. */
public enum Source {
    COUNTS("--counts", "--reference", "--concentration", "--level", "--power", "--effect"),
    CLASSES("--classes", "--samples", "--effect", "--rarest", "--level", "--power"),
    FEATURES(
            "--features",
            "--reference",
            "--k",
            "--bins",
            "--seed",
            "--block",
            "--kernel-sigma",
            "--radii",
            "--covariances",
            "--sizes"),
    MOMENTS("--moments", "--reference", "--covariances"),
    FRECHET_BY_N("--frechet-by-n"),
    STUDY(
            "--study",
            "--expect",
            "--min-excess",
            "--min-ratio",
            "--dispersed-above",
            "--too-similar-below",
            "--significance"),
    PROBABILITIES("--probabilities", "--splits"),
    LOGITS("--logits", "--splits"),
    SIMILARITIES("--similarities", "--weights", "--eigenvalues"),
    PIXELS("--pixels", "--reference");

    /** What goes with images, which are named without an option. */
    private static final List<String> OF_IMAGES =
            List.of("--reference", "--models", "--rows", "--k", "--bins", "--seed", "--out");

    private static final List<String> OF_ALL = List.of("--json", "--help", "--version");

    private final String option;
    private final List<String> companions;

    Source(String option, String... companions) {
        this.option = option;
        this.companions = List.of(companions);
    }

    /**
     * Checks a command line that names images.
     *
     * @param given long names of all its options
     * @throws UserError if it has options that do not go with images
     */
    public static void requireImages(Collection<String> given) {
        requireCompanions(given, "images", OF_IMAGES);
    }

    /**
     * The one that a command line names.
     *
     * @param given long names of all its options
     * @throws UserError if it names none or several, or has options that do not go with it
     */
    public static Source of(Collection<String> given) {
        List<Source> named = new ArrayList<>();
        for (Source source : values()) {
            if (given.contains(source.option)) {
                named.add(source);
            }
        }
        if (named.size() != 1) {
            String all = Arrays.stream(values()).map(source -> source.option).collect(Collectors.joining(", "));
            throw new UserError(
                    named.isEmpty()
                            ? "say what to evaluate: name a folder or tar of images, or give one of " + all
                            : named.get(0).option + " and " + named.get(1).option + " do not go together; give one of "
                                    + all,
                    ExitCode.USAGE);
        }
        Source source = named.get(0);
        requireCompanions(
                given.stream().filter(option -> !option.equals(source.option)).toList(),
                source.option,
                source.companions);
        return source;
    }

    private static void requireCompanions(Collection<String> given, String what, List<String> companions) {
        for (String option : given) {
            if (!companions.contains(option) && !OF_ALL.contains(option)) {
                throw new UserError(
                        option + " does not go with " + what + ", with which "
                                + (companions.isEmpty() ? "none goes" : "go " + String.join(", ", companions)),
                        ExitCode.USAGE);
            }
        }
    }
}
