package io.vasari.training.steps;

/**
 * A learning rate that rises in a straight line, then falls to 0 along half a cosine (I. Loshchilov and F. Hutter, 2017).
 *
 * @param peak the highest rate
 * @param warmUpSteps until the peak
 * @param steps of the whole run; more than {@code warmUpSteps}
 */
public record CosineRate(double peak, int warmUpSteps, int steps) {

    /** The rate of a step, from 0. */
    public double at(long step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double done = (double) (step - warmUpSteps) / (steps - warmUpSteps);
        return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
    }
}
