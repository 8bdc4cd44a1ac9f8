package io.vasari.gateway.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.metrics.SubmissionCounter;
import io.vasari.gateway.perturbation.StudyReader;
import io.vasari.gateway.uploads.ImageUploads;
import io.vasari.gateway.view.FarmView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** How the parts of this package are put together. */
final class JobWiring {
    @Produces
    @Singleton
    JobBook book(FarmView view) {
        return new JobBook(view);
    }

    @Produces
    @Singleton
    Submissions submissions(
            ModelCatalog catalog,
            ArtifactStore store,
            JobCommands commands,
            JobBook book,
            MeterRegistry registry,
            Clock clock) {
        var random = new SecureRandom();
        return new Submissions(
                new SubmissionReader(catalog, new ImageUploads(store), random),
                new StudyReader(random),
                new JobIds(clock, random),
                commands,
                book,
                new SubmissionCounter(registry),
                clock);
    }
}
