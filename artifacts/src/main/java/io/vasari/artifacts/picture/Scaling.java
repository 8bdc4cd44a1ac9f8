package io.vasari.artifacts.picture;

/** A picture brought to another size: the largest centred part of the same proportions, every pixel the mean of its area. */
final class Scaling {
    private final Picture picture;
    private final int width;
    private final int height;
    private final double perPixel;
    private final double left;
    private final double top;

    Scaling(Picture picture, int width, int height) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.perPixel = Math.min((double) picture.width() / width, (double) picture.height() / height);
        this.left = (picture.width() - width * perPixel) / 2;
        this.top = (picture.height() - height * perPixel) / 2;
    }

    /** Pixels as 0x00RRGGBB, row by row. */
    int[] rgb() {
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = mean(left + x * perPixel, top + y * perPixel);
            }
        }
        return pixels;
    }

    private int mean(double fromX, double fromY) {
        double endX = Math.min(picture.width(), fromX + perPixel);
        double endY = Math.min(picture.height(), fromY + perPixel);
        double red = 0;
        double green = 0;
        double blue = 0;
        double area = 0;
        for (int y = (int) fromY; y < endY; y++) {
            double rows = Math.min(y + 1, endY) - Math.max(y, fromY);
            for (int x = (int) fromX; x < endX; x++) {
                double part = rows * (Math.min(x + 1, endX) - Math.max(x, fromX));
                red += part * picture.channel(x, y, 16);
                green += part * picture.channel(x, y, 8);
                blue += part * picture.channel(x, y, 0);
                area += part;
            }
        }
        return (int) Math.round(red / area) << 16 | (int) Math.round(green / area) << 8 | (int) Math.round(blue / area);
    }
}
