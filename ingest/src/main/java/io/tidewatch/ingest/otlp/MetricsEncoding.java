// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The two encodings of one protocol. */
enum MetricsEncoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        ExportMetricsServiceRequest parse(byte[] bytes) throws InvalidProtocolBufferException {
            return ExportMetricsServiceRequest.parseFrom(bytes);
        }

        @Override
        byte[] write(ExportMetricsServiceResponse response) {
            return response.toByteArray();
        }

        /** google.rpc.Status: code is field 1, message field 2. */
        @Override
        byte[] status(int code, String message) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                out.writeInt32(1, code);
                out.writeString(2, message);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    },
    JSON("application/json") {
        @Override
        ExportMetricsServiceRequest parse(byte[] bytes) throws InvalidProtocolBufferException {
            ExportMetricsServiceRequest.Builder builder = ExportMetricsServiceRequest.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(new String(bytes, UTF_8), builder);
            return builder.build();
        }

        @Override
        byte[] write(ExportMetricsServiceResponse response) throws InvalidProtocolBufferException {
            return JsonFormat.printer()
                    .omittingInsignificantWhitespace()
                    .print(response)
                    .getBytes(UTF_8);
        }

        @Override
        byte[] status(int code, String message) {
            StringBuilder text = new StringBuilder("{\"code\":").append(code).append(",\"message\":\"");
            message.codePoints().forEach(c -> {
                if (c == '"' || c == '\\') {
                    text.append('\\');
                }
                text.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            });
            return text.append("\"}").toString().getBytes(UTF_8);
        }
    };

    private final String contentType;

    MetricsEncoding(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract ExportMetricsServiceRequest parse(byte[] bytes) throws InvalidProtocolBufferException;

    abstract byte[] write(ExportMetricsServiceResponse response) throws InvalidProtocolBufferException;

    abstract byte[] status(int code, String message);

    /** @throws TidewatchException UNSUPPORTED_MEDIA_TYPE */
    static MetricsEncoding of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (MetricsEncoding encoding : values()) {
            if (encoding.contentType.equals(type)) {
                return encoding;
            }
        }
        throw new TidewatchException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "content type \"" + type + "\" is not supported; use application/x-protobuf or application/json");
    }
}
