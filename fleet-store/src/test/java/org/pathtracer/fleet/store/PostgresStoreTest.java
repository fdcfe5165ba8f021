// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("same-for-all-users")
class PostgresStoreTest extends StoreContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable TestPostgres server;

    private String url = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = TestPostgres.start();
    }

    /** Each test has a schema of its own. */
    @BeforeEach
    void schema() throws SQLException {
        String name = "test" + COUNT.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        url = server.url() + "&currentSchema=" + name;
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    String url() {
        return url;
    }
}
