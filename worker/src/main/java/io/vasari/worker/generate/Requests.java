package io.vasari.worker.generate;

import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelRef;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.SampleKey;
import io.vasari.worker.batch.DeviceException;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.ResolvedConditioning;
import java.util.Optional;

/** What an order asks of an iterative model, in the model's words. What it leaves open is as the model's card says. */
final class Requests {
    private static final int USUAL_STEPS = 20;

    private final ModelRef model;
    private final ModelCard card;

    Requests(ModelRef model, ModelCard card) {
        this.model = model;
        this.card = card;
    }

    /**
     * @param index in the job
     * @throws DeviceException when the order leaves open what the card does not say
     */
    DiffusionRequest of(Order order, int index) {
        if (order.conditioning().isEmpty()) {
            return plain((int) number("steps").orElse((long) USUAL_STEPS).longValue());
        }
        var conditioning = order.conditioning().get();
        var text = conditioning.text();
        var sampling = text.sampling();
        return new DiffusionRequest(
                text.promptOf(index - order.range().first()),
                text.negativePrompt(),
                sampling.guidanceScale(),
                sampling.steps(),
                Optional.ofNullable(sampling.scheduler()).filter(name -> !name.equals(Sampling.MODELS_OWN_SCHEDULER)),
                sampling.width(),
                sampling.height(),
                conditioning.start().map(Requests::start));
    }

    /** The sample's noise: its own, or the one that it has in common with others. */
    static SampleKey keyOf(Order order, int index) {
        return order.conditioning()
                .flatMap(conditioning -> conditioning.text().noise())
                .map(noise -> new SampleKey(noise.seedOf(index - order.range().first()), 0))
                .orElseGet(() -> new SampleKey(order.seed(), index));
    }

    /** The cheapest sample, to warm up with. */
    DiffusionRequest trial() {
        return plain(1);
    }

    private DiffusionRequest plain(int steps) {
        var image = card.image()
                .orElseThrow(() -> new DeviceException(
                        FailureCode.INVALID_REQUEST,
                        "model " + model
                                + " is asked for samples without a size, and its card names none under 'image'",
                        null));
        return new DiffusionRequest(
                "", "", 1, steps, Optional.empty(), image.width(), image.height(), Optional.empty());
    }

    private Optional<Long> number(String parameter) {
        return Optional.ofNullable(card.parameters().get(parameter))
                .flatMap(ModelCard.Parameter::defaultValue)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue());
    }

    private static DiffusionRequest.Start start(ResolvedConditioning.Start start) {
        return new DiffusionRequest.Start(start.rgb(), start.strength(), start.mask());
    }
}
