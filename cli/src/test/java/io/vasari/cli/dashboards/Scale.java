package io.vasari.cli.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** An axis from the lowest to the highest round number. */
record Scale(double low, double high, double step) {
    private static final int TICKS = 4;

    /** Around all values, and the bounds as far as they are not far away. */
    static Scale around(DoubleStream values, double min, double max) {
        var summary = values.filter(Double::isFinite).summaryStatistics();
        double low = summary.getCount() == 0 ? 0 : summary.getMin();
        double high = summary.getCount() == 0 ? 1 : summary.getMax();
        low = min == 0 ? 0 : low;
        high = max == 0 ? 0 : high;
        if (high - low < 1e-9) {
            high = low + Math.max(1e-3, Math.abs(low));
        }
        double step = round((high - low) / TICKS);
        double top = Math.ceil(high / step - 1e-9) * step;
        return new Scale(Math.floor(low / step + 1e-9) * step, Math.min(top, max), step);
    }

    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double rest = step / power;
        return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
    }

    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    /** Where a value is, 0 at the low end and 1 at the high one. */
    double part(double value) {
        return (value - low) / (high - low);
    }
}
