package io.vasari.training.vases;

/**
 * Paints a vase as a lit surface of revolution on a table before a wall.
 *
 * <p>Every picture is sampled on a grid of 128 by 128 points and averaged down. Only operations with exactly specified results are
 * used, so the bytes are the same on every machine.
 */
final class VasePainter {

    /** Samples along each side. */
    static final int GRID = 128;

    private static final double GROUND = 0.90;
    private static final double TABLE = 0.78;
    private static final double TILT = 0.16;
    private static final double[] LIGHT = {-0.52, -0.38, 0.765};
    private static final double[] SHINE = {-0.28, -0.21, 0.937};
    private static final int ANGLES = 512;
    private static final double[] ANGLE = new double[2 * ANGLES + 1];

    static {
        for (int i = 0; i < ANGLE.length; i++) {
            ANGLE[i] = StrictMath.asin((double) (i - ANGLES) / ANGLES);
        }
    }

    private final VaseTraits traits;
    private final VaseKind kind;
    private final VaseScene scene;
    private final double top;

    private VasePainter(VaseTraits traits, VaseScene scene) {
        this.traits = traits;
        this.kind = traits.kind();
        this.scene = scene;
        this.top = GROUND - kind.height() * scene.scale();
    }

    /**
     * The picture as RGB bytes, row by row.
     *
     * @param side 128 or a divisor of it, in pixels
     */
    static byte[] paint(VaseTraits traits, VaseScene scene, int side) {
        var painter = new VasePainter(traits, scene);
        double[] sums = new double[side * side * 3];
        int block = GRID / side;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                Rgb seen = painter.at((column + 0.5) / GRID, (row + 0.5) / GRID);
                int at = (row / block * side + column / block) * 3;
                sums[at] += clamp(seen.red());
                sums[at + 1] += clamp(seen.green());
                sums[at + 2] += clamp(seen.blue());
            }
        }
        byte[] pixels = new byte[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.floor(sums[i] / (block * block) + 0.5);
        }
        return pixels;
    }

    private Rgb at(double x, double y) {
        double across = (x - scene.centre()) / scene.scale();
        double down = (y - top) / (GROUND - top);
        double lip = kind.radius(0);
        if (inEllipse(across, (y - top) / scene.scale(), lip * 0.86, lip * TILT * 0.8)) {
            return traits.colour().glaze().times(0.30);
        }
        if (down < 0 && inEllipse(across, (y - top) / scene.scale(), lip, lip * TILT)) {
            return lit(across / lip, 0, traits.colour().glaze());
        }
        double foot = kind.radius(1);
        if (down > 1) {
            boolean inFoot = inEllipse(across, (y - GROUND) / scene.scale(), foot, foot * TILT);
            return inFoot ? lit(across / foot, 0, traits.colour().glaze()) : background(across, x, y);
        }
        double radius = kind.radius(down);
        if (down >= 0 && Math.abs(across) < radius) {
            return body(across / radius, down, radius);
        }
        return onHandle(across, down)
                ? lit(0.4 * Math.signum(across), 0.2, traits.colour().glaze())
                : background(across, x, y);
    }

    private Rgb body(double u, double down, double radius) {
        double bulge = TILT * radius * Math.sqrt(1 - u * u) / kind.height();
        double angle = ANGLE[(int) Math.floor(u * ANGLES + 0.5) + ANGLES] + scene.turn();
        boolean trim = traits.ornament().covers(angle, kind.belly(down - bulge));
        double step = 0.02;
        double slope = (kind.radius(down + step) - kind.radius(down - step)) / (2 * step * kind.height());
        return lit(u, -slope, trim ? traits.colour().trim() : traits.colour().glaze());
    }

    /** A surface whose normal points {@code u} to the right and, before scaling, {@code slope} downwards. */
    private static Rgb lit(double u, double slope, Rgb glaze) {
        double forward = Math.sqrt(Math.max(0, 1 - u * u));
        double length = Math.sqrt(1 + slope * slope);
        double diffuse = Math.max(0, (u * LIGHT[0] + slope * LIGHT[1] + forward * LIGHT[2]) / length);
        double gloss = Math.max(0, (u * SHINE[0] + slope * SHINE[1] + forward * SHINE[2]) / length);
        double squared = gloss * gloss;
        double fourth = squared * squared;
        double eighth = fourth * fourth;
        double sharp = eighth * eighth * eighth * eighth;
        return glaze.times(0.42 + 0.64 * diffuse).mix(Rgb.WHITE, 0.55 * sharp);
    }

    private boolean onHandle(double across, double down) {
        if (!kind.hasHandles() || down > 0.5) {
            return false;
        }
        double dx = (Math.abs(across) - 0.12) / 0.105;
        double dy = (down - 0.21) * kind.height() / 0.115;
        double distance = Math.sqrt(dx * dx + dy * dy);
        return distance > 0.78 && distance < 1.14;
    }

    private Rgb background(double across, double x, double y) {
        boolean table = y > TABLE;
        Rgb plain = table
                ? scene.wall().times(0.84 + 0.10 * (y - TABLE) / (1 - TABLE))
                : scene.wall().times(1.03 - 0.10 * x - 0.04 * y);
        if (!table) {
            return plain;
        }
        double reach = kind.radius(1) + 0.16;
        double dx = (across - 0.10) / reach;
        double dy = (y - GROUND - 0.012) / (0.075 * scene.scale());
        double shade = Math.max(0, 1 - dx * dx - dy * dy);
        return plain.times(1 - 0.38 * Math.min(1, 1.6 * shade));
    }

    private static boolean inEllipse(double x, double y, double a, double b) {
        return x * x / (a * a) + y * y / (b * b) < 1;
    }

    private static double clamp(double value) {
        return Math.min(255, Math.max(0, value));
    }
}
