package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Stepper;

/** A stepper that looks only at the present; one serves any number of samples. */
@FunctionalInterface
interface Stateless extends Stepper {

    @Override
    default Stepper copy() {
        return this;
    }
}
