package io.vasari.scores.pixel;

/**
 * A colour in CIELAB under D65 (CIE 15): distances in it are roughly as large as people see them.
 *
 * @param l lightness, 0 (black) to 100 (white)
 * @param a green (negative) to red
 * @param b blue (negative) to yellow
 */
public record Lab(double l, double a, double b) {
    private static final double EPSILON = 216.0 / 24389;
    private static final double KAPPA = 24389.0 / 27;
    /** White of D65 for the 2 degree observer, as the rows of the sRGB matrix sum to it. */
    private static final double WHITE_X = 0.4124564 + 0.3575761 + 0.1804375;

    private static final double WHITE_Z = 0.0193339 + 0.1191920 + 0.9503041;
    private static final double POWER_25 = Math.pow(25, 7);

    /**
     * Of sRGB (IEC 61966-2-1).
     *
     * @param red 0 to 255, as are the others
     */
    public static Lab ofSrgb(double red, double green, double blue) {
        double r = linear(red / 255);
        double g = linear(green / 255);
        double b = linear(blue / 255);
        double x = companded((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
        double y = companded(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = companded((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double companded(double t) {
        return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
    }

    /** CIE76 distance, the Euclidean one: 2.3 is just noticeable, black to white is 100. */
    public double distance76(Lab other) {
        return Math.sqrt((l - other.l) * (l - other.l) + (a - other.a) * (a - other.a) + (b - other.b) * (b - other.b));
    }

    /** CIEDE2000 distance (Sharma, Wu and Dalal 2005), with all weights 1: closer to what people see, for small distances. */
    public double distance2000(Lab other) {
        double meanChroma = (Math.hypot(a, b) + Math.hypot(other.a, other.b)) / 2;
        double stretch = 1 + 0.5 * (1 - chromaTerm(meanChroma));
        double chroma1 = Math.hypot(stretch * a, b);
        double chroma2 = Math.hypot(stretch * other.a, other.b);
        double hue1 = hueDegrees(stretch * a, b);
        double hue2 = hueDegrees(stretch * other.a, other.b);
        boolean gray = chroma1 * chroma2 == 0;
        double turn = gray ? 0 : turn(hue2 - hue1);
        double deltaHue = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(Math.toRadians(turn / 2));
        double lightness = (l + other.l) / 2 - 50;
        double chroma = (chroma1 + chroma2) / 2;
        double hue = gray ? hue1 + hue2 : meanHue(hue1, hue2);
        double t = 1
                - 0.17 * cosDegrees(hue - 30)
                + 0.24 * cosDegrees(2 * hue)
                + 0.32 * cosDegrees(3 * hue + 6)
                - 0.20 * cosDegrees(4 * hue - 63);
        double dl = (other.l - l) / (1 + 0.015 * lightness * lightness / Math.sqrt(20 + lightness * lightness));
        double dc = (chroma2 - chroma1) / (1 + 0.045 * chroma);
        double dh = deltaHue / (1 + 0.015 * chroma * t);
        double theta = 30 * Math.exp(-Math.pow((hue - 275) / 25, 2));
        double rotation = -2 * chromaTerm(chroma) * Math.sin(Math.toRadians(2 * theta));
        return Math.sqrt(Math.max(0, dl * dl + dc * dc + dh * dh + rotation * dc * dh));
    }

    private static double chromaTerm(double chroma) {
        double power = Math.pow(chroma, 7);
        return Math.sqrt(power / (power + POWER_25));
    }

    private static double hueDegrees(double a, double b) {
        double degrees = a == 0 && b == 0 ? 0 : Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    /** The shorter way round. */
    private static double turn(double degrees) {
        if (degrees > 180) {
            return degrees - 360;
        }
        return degrees < -180 ? degrees + 360 : degrees;
    }

    private static double meanHue(double hue1, double hue2) {
        double sum = hue1 + hue2;
        if (Math.abs(hue1 - hue2) <= 180) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double cosDegrees(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
