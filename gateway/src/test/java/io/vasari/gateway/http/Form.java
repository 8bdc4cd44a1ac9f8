package io.vasari.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;

/** A multipart form, written as browsers and fetch() write it. */
final class Form {
    private static final String BOUNDARY = "----formdata-undici-0123456789";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form text(String name, String value) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    Form file(String name, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    Web.Answer post(String path) {
        write("--" + BOUNDARY + "--\r\n");
        return Web.send(Web.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(UTF_8));
    }
}
