package io.vasari.gateway.errors;

import io.quarkus.logging.Log;
import io.vasari.artifacts.StoreException;
import io.vasari.gateway.view.ViewNotReadyException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem; a fault of ours is logged under an id and shown without its trace. */
public final class ProblemMappers {
    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.toResponse();
    }

    @ServerExceptionMapper
    public Response notReady(ViewNotReadyException e) {
        return new ProblemException(ProblemType.NOT_READY, e.getMessage()).toResponse();
    }

    @ServerExceptionMapper
    public Response store(StoreException e) {
        Log.warnf("artifact store: %s", e.getMessage());
        return new ProblemException(
                        ProblemType.STORE_UNAVAILABLE,
                        "the artifact store does not give or take what it should ("
                                + e.code().name().toLowerCase(Locale.ROOT) + "); the gateway's log says why")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response path(NotFoundException e, UriInfo uri) {
        return answer(ProblemType.NOT_FOUND, "there is nothing at " + path(uri) + "; GET / lists what there is");
    }

    @ServerExceptionMapper
    public Response method(NotAllowedException e, UriInfo uri, ContainerRequestContext request) {
        var allowed = AllowedMethods.at(path(uri));
        var response = answer(
                ProblemType.METHOD_NOT_ALLOWED,
                path(uri) + " does not take " + request.getMethod() + "; it takes " + String.join(", ", allowed));
        return Response.fromResponse(response).allow(Set.copyOf(allowed)).build();
    }

    @ServerExceptionMapper
    public Response contentType(NotSupportedException e, UriInfo uri, HttpHeaders headers) {
        return answer(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type is "
                        + Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                                .map(FieldError::cut)
                                .orElse("missing")
                        + (takesForms(path(uri)) ? ", send multipart/form-data" : ", send application/json"));
    }

    private static boolean takesForms(String path) {
        return path.equals("/v1/images/edits") || path.equals("/v1/images/variations");
    }

    @ServerExceptionMapper
    public Response accept(NotAcceptableException e, HttpHeaders headers) {
        return answer(
                ProblemType.NOT_ACCEPTABLE,
                "nothing here can be given as "
                        + FieldError.cut(String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT)))
                        + "; leave Accept out, or see /q/openapi for the formats");
    }

    @ServerExceptionMapper
    public Response other(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        var detail = Optional.ofNullable(e.getMessage()).orElse("the request was refused");
        return Problem.of(ProblemType.OTHER, detail).withStatus(status).toResponse(Optional.empty());
    }

    @ServerExceptionMapper
    public Response fault(Throwable e, UriInfo uri, ContainerRequestContext request) {
        var id = UUID.randomUUID().toString();
        Log.errorf(e, "%s %s failed, error id %s", request.getMethod(), path(uri), id);
        return answer(ProblemType.INTERNAL, "the gateway failed; its log says why under error id " + id);
    }

    private static Response answer(ProblemType type, String detail) {
        return Problem.of(type, detail).toResponse(Optional.empty());
    }

    private static String path(UriInfo uri) {
        return FieldError.cut(uri.getRequestUri().getPath());
    }
}
