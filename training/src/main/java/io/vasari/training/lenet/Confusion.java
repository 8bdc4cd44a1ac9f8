package io.vasari.training.lenet;

import io.vasari.models.Classifier;
import io.vasari.models.lenet.LenetClassifier;
import io.vasari.models.weights.Weights;
import io.vasari.training.mnist.DigitSet;
import java.util.List;

/**
 * How often a classifier calls an image of one class another.
 *
 * @param counts rows are true classes, columns what the classifier says
 */
record Confusion(int[][] counts) {

    static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** Classifies labelled images. */
    static Confusion of(Classifier classifier, DigitSet digits) {
        int[] said = classifier.classify(digits.pixels(), digits.size()).classes();
        int[][] counts = new int[DIGITS.size()][DIGITS.size()];
        for (int i = 0; i < said.length; i++) {
            counts[digits.labels()[i]][said[i]]++;
        }
        return new Confusion(counts);
    }

    /** As {@link #of(Classifier, DigitSet)}, with a network in training, which stays open. */
    @SuppressWarnings("resource")
    static Confusion of(Weights weights, DigitSet digits) {
        return of(new LenetClassifier(weights, DIGITS, LenetPackage.ID), digits);
    }

    /** Number of images. */
    int total() {
        int total = 0;
        for (int count : trueCounts()) {
            total += count;
        }
        return total;
    }

    /** Share of images that are called what they are. */
    double accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return (double) right / total();
    }

    /** Images per true class. */
    int[] trueCounts() {
        int[] sums = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int count : counts[i]) {
                sums[i] += count;
            }
        }
        return sums;
    }

    /** Images per class that the classifier says. */
    int[] saidCounts() {
        int[] sums = new int[counts.length];
        for (int[] row : counts) {
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i];
            }
        }
        return sums;
    }
}
