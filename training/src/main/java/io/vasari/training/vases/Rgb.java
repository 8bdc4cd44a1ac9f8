package io.vasari.training.vases;

/** A colour; each part is 0 to 255, and may lie beyond while light is being added up. */
record Rgb(double red, double green, double blue) {

    static final Rgb WHITE = new Rgb(255, 255, 255);

    /** This colour at {@code share} 0, the other at 1. */
    Rgb mix(Rgb other, double share) {
        return new Rgb(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }

    Rgb times(double light) {
        return new Rgb(red * light, green * light, blue * light);
    }
}
