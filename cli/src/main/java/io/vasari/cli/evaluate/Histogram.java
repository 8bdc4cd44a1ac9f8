package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts or shares of classes, as an option lists them or a file has them.
 *
 * @param source where it comes from, for complaints
 * @param title name of the data
 * @param classNames one per number
 * @param isNamed whether the names were given; if not they are places, from 0
 * @param isShares whether the numbers are shares, summing to 1; if not they are counts, whole numbers
 * @param numbers finite, at least 0; at least two, not all 0
 */
public record Histogram(
        String source, String title, List<String> classNames, boolean isNamed, boolean isShares, double[] numbers) {
    /** Whole numbers up to here are exact. */
    private static final double MOST = 1e15;

    private static final double ROUNDING = 1e-6;

    public Histogram {
        classNames = List.copyOf(classNames);
        for (int i = 0; i < numbers.length; i++) {
            requireNumber(source, classNames.get(i), isShares, numbers[i]);
        }
        double sum = Arrays.stream(numbers).sum();
        if (numbers.length < 2 || sum == 0) {
            throw new UserError(
                    source + " has " + numbers.length + (numbers.length == 1 ? " class" : " classes") + " and "
                            + (long) sum + " samples; it takes at least 2 classes and 1 sample",
                    ExitCode.USAGE);
        }
        if (isShares && Math.abs(sum - 1) > ROUNDING) {
            throw new UserError(
                    source + " has shares that sum to " + sum + ", not to 1; give counts as whole numbers",
                    ExitCode.USAGE);
        }
    }

    private static void requireNumber(String source, String name, boolean isShares, double number) {
        if (isShares ? !(number > 0) : !(number >= 0 && number <= MOST && number == Math.rint(number))) {
            throw new UserError(
                    source + " counts class " + name + " as " + number
                            + (isShares
                                    ? "; shares are above 0: leave out classes that cannot occur"
                                    : "; counts are whole numbers, 0 to 1e15, and shares sum to 1"),
                    ExitCode.USAGE);
        }
    }

    static List<String> places(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /** @throws UserError if they are shares */
    public ClassCounts counts() {
        if (isShares) {
            throw new UserError(
                    source + " has shares; samples are judged by counts, whole numbers of at least 0", ExitCode.USAGE);
        }
        return ClassCounts.of(Arrays.stream(numbers).mapToLong(x -> (long) x).toArray());
    }

    /** What others are compared with: shares are known, and so are counts that are all equal, as no sample has such. */
    public Reference reference() {
        if (isShares) {
            return Reference.known(title, classNames, numbers);
        }
        return Arrays.stream(numbers).distinct().count() == 1
                ? new Reference(title, classNames, Reference.uniform(classNames).counts())
                : new Reference(title, classNames, counts());
    }

    /** The same with the names of another that has some; where this one has, as it is. */
    public Histogram namedAs(Histogram other) {
        return isNamed || !other.isNamed
                ? this
                : new Histogram(source, title, other.classNames, true, isShares, numbers);
    }

    /** The same with its classes in the order of another; where either has no names, as it is. */
    public Histogram inOrderOf(Histogram other) {
        if (!isNamed || !other.isNamed || classNames.equals(other.classNames)) {
            return this;
        }
        if (classNames.size() != other.classNames.size() || !new HashSet<>(classNames).containsAll(other.classNames)) {
            throw new UserError(
                    source + " has the classes " + classNames + " and " + other.source + " has " + other.classNames
                            + "; give both the same names, 0 where there is no sample",
                    ExitCode.USAGE);
        }
        double[] ordered = other.classNames.stream()
                .mapToDouble(name -> numbers[classNames.indexOf(name)])
                .toArray();
        return new Histogram(source, title, other.classNames, true, isShares, ordered);
    }
}
