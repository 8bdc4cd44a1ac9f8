package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobCommands;
import io.vasari.gateway.progress.Previews;
import io.vasari.gateway.view.FarmView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How the parts of this package are put together. */
final class OpenAiWiring {
    @Produces
    @Singleton
    ImageRequestReader reader(ModelCatalog catalog) {
        return new ImageRequestReader(catalog);
    }

    @Produces
    @Singleton
    ImageWait wait(
            JobBook book,
            FarmView view,
            ArtifactStore store,
            Previews previews,
            JobCommands commands,
            ObjectMapper mapper,
            Clock clock,
            OpenAiConfig config) {
        ImageWait.Source source = (job, partialImages) -> new PendingImages(
                job, book, view, store, clock, config.timeout(), new PartialImages(partialImages, previews));
        return new ImageWait(source, commands, mapper);
    }
}
