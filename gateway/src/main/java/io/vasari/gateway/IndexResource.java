package io.vasari.gateway;

import io.smallrye.common.annotation.NonBlocking;
import io.vasari.gateway.jobs.JobsResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The front door: where everything is. */
@Path("/")
@Tag(name = "Index")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public final class IndexResource {
    private static final Index INDEX = new Index(
            "Vasari",
            "A farm of image generation workers with a built-in critic",
            new Links(
                    JobsResource.PATH,
                    "/v1/studies",
                    "/v1/findings",
                    "/v1/models",
                    "/v1/workers",
                    "/q/openapi",
                    "/q/swagger-ui",
                    "/q/health",
                    "/q/metrics"));

    @GET
    @Operation(operationId = "index", summary = "Where everything is")
    public Index index() {
        return INDEX;
    }

    /** What answers here. */
    public record Index(String name, String description, Links links) {}

    /** Addresses on this gateway. */
    public record Links(
            String jobs,
            String studies,
            String findings,
            String models,
            String workers,
            String openapi,
            String swaggerUi,
            String health,
            String metrics) {}
}
