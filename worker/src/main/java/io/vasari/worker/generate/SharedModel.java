package io.vasari.worker.generate;

import io.vasari.models.GenerativeModel;
import java.util.concurrent.atomic.AtomicInteger;

/** A model in memory that many hold: whoever lets go of it last closes it. */
final class SharedModel {
    private final GenerativeModel model;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Held by the caller. */
    SharedModel(GenerativeModel model) {
        this.model = model;
    }

    GenerativeModel model() {
        return model;
    }

    /** For one more; only while somebody else holds it for sure. */
    SharedModel hold() {
        holders.incrementAndGet();
        return this;
    }

    void letGo() {
        if (holders.decrementAndGet() == 0) {
            model.close();
        }
    }
}
