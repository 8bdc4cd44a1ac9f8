package io.vasari.training.vases;

/** The shape of a vase: a profile that turns around an upright axis. Lengths are shares of the picture's side. */
public enum VaseKind {
    AMPHORA("amphora", 0.80, 0.30, 0.72, true, new double[][] {
        {0, .12},
        {.05, .13},
        {.10, .075},
        {.20, .07},
        {.32, .17},
        {.44, .225},
        {.58, .205},
        {.84, .075},
        {.91, .06},
        {.95, .10},
        {1, .105}
    }),
    BOTTLE("bottle", 0.82, 0.52, 0.98, false, new double[][] {
        {0, .07}, {.04, .08}, {.08, .05}, {.40, .05}, {.54, .13}, {.72, .235}, {.88, .215}, {1, .13}
    }),
    BOWL("bowl", 0.42, 0.14, 0.74, false, new double[][] {
        {0, .355}, {.06, .36}, {.14, .34}, {.50, .285}, {.78, .165}, {.86, .12}, {.92, .15}, {1, .165}
    }),
    URN("urn", 0.68, 0.20, 0.68, false, new double[][] {
        {0, .20},
        {.05, .215},
        {.12, .16},
        {.18, .165},
        {.36, .285},
        {.50, .275},
        {.74, .12},
        {.82, .055},
        {.88, .065},
        {.93, .15},
        {1, .16}
    }),
    GOBLET("goblet", 0.72, 0.04, 0.44, false, new double[][] {
        {0, .20},
        {.10, .215},
        {.28, .205},
        {.44, .12},
        {.52, .035},
        {.60, .03},
        {.67, .055},
        {.74, .03},
        {.87, .04},
        {.95, .15},
        {1, .16}
    });

    private static final int SAMPLES = 512;

    private final String word;
    private final double height;
    private final double bellyTop;
    private final double bellyBottom;
    private final boolean handles;
    private final double[] radii = new double[SAMPLES + 1];

    VaseKind(String word, double height, double bellyTop, double bellyBottom, boolean handles, double[][] profile) {
        this.word = word;
        this.height = height;
        this.bellyTop = bellyTop;
        this.bellyBottom = bellyBottom;
        this.handles = handles;
        for (int i = 0; i <= SAMPLES; i++) {
            radii[i] = smooth(profile, (double) i / SAMPLES);
        }
    }

    /** The noun for it. */
    public String word() {
        return word;
    }

    double height() {
        return height;
    }

    boolean hasHandles() {
        return handles;
    }

    /**
     * The radius at a height.
     *
     * @param down 0 at the lip to 1 at the foot
     */
    double radius(double down) {
        double at = Math.min(Math.max(down, 0), 1) * SAMPLES;
        int below = Math.min((int) at, SAMPLES - 1);
        return radii[below] + (at - below) * (radii[below + 1] - radii[below]);
    }

    /** Where on the body a height is: 0 at its top, 1 at its bottom. */
    double belly(double down) {
        return (down - bellyTop) / (bellyBottom - bellyTop);
    }

    /** Cubic through the points, flat at local extremes (F. N. Fritsch and R. E. Carlson, 1980). */
    private static double smooth(double[][] points, double x) {
        int i = 0;
        while (i < points.length - 2 && x > points[i + 1][0]) {
            i++;
        }
        double width = points[i + 1][0] - points[i][0];
        double t = (x - points[i][0]) / width;
        double u = 1 - t;
        return points[i][1] * u * u * (1 + 2 * t)
                + points[i + 1][1] * t * t * (3 - 2 * t)
                + width * (t * u * u * slope(points, i) - t * t * u * slope(points, i + 1));
    }

    private static double slope(double[][] points, int i) {
        if (i == 0 || i == points.length - 1) {
            return 0;
        }
        double before = (points[i][1] - points[i - 1][1]) / (points[i][0] - points[i - 1][0]);
        double after = (points[i + 1][1] - points[i][1]) / (points[i + 1][0] - points[i][0]);
        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
}
