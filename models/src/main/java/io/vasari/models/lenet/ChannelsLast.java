package io.vasari.models.lenet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights for inference: kernels lie in memory with their channels last. What convolutions make then lies so too, and the
 * engine's maxima are vectors over channels: on a CPU a pass takes a third of the time, rounded otherwise in the last
 * bits.
 */
final class ChannelsLast implements Parameters, AutoCloseable {
    private static final int KERNEL_AXES = 4;

    private final Weights weights;
    private final Weights moved = new Weights();
    private final Map<String, NDArray> kernels = new HashMap<>();

    /** Takes ownership of the weights. */
    ChannelsLast(Weights weights) {
        this.weights = weights;
        weights.all().forEach((name, tensor) -> {
            if (tensor.getShape().dimension() == KERNEL_AXES) {
                kernels.put(name, channelsLast(name, tensor));
            }
        });
    }

    private NDArray channelsLast(String name, NDArray kernel) {
        Shape shape = kernel.getShape();
        int channels = (int) shape.get(1);
        int area = (int) (shape.get(2) * shape.get(3));
        float[] from = kernel.toFloatArray();
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            int out = i / (channels * area);
            int channel = i / area % channels;
            to[(out * area + i % area) * channels + channel] = from[i];
        }
        moved.put(name, new Shape(shape.get(0), shape.get(2), shape.get(3), channels), to);
        NDArray view = moved.get(name).transpose(0, 3, 1, 2);
        NDScope.unregister(view);
        return view;
    }

    @Override
    public NDArray get(String name) {
        NDArray kernel = kernels.get(name);
        return kernel == null ? weights.get(name) : kernel;
    }

    long sizeBytes() {
        return weights.sizeBytes() + moved.sizeBytes();
    }

    @Override
    public void close() {
        moved.close();
        weights.close();
    }
}
