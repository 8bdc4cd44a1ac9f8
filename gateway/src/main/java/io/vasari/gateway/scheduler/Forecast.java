package io.vasari.gateway.scheduler;

/**
 * How long completed tasks took a device against what was predicted when they were released, summed since this scheduler
 * began. The backlog in device-seconds is as good as these are alike.
 *
 * @param errorSeconds sum of the absolute differences
 */
public record Forecast(double predictedSeconds, double workSeconds, double errorSeconds) {
    public static final Forecast NONE = new Forecast(0, 0, 0);

    static Forecast ofTask(long predictedMillis, long workMillis) {
        return new Forecast(
                predictedMillis / 1e3, workMillis / 1e3, Math.abs((double) predictedMillis - workMillis) / 1e3);
    }

    public Forecast plus(Forecast other) {
        return new Forecast(
                predictedSeconds + other.predictedSeconds,
                workSeconds + other.workSeconds,
                errorSeconds + other.errorSeconds);
    }
}
