// Hocuspocus with its Redis and database extensions at their defaults: one process of two that share both.

import { Database } from "@hocuspocus/extension-database";
import { Redis } from "@hocuspocus/extension-redis";
import { Server } from "@hocuspocus/server";
import IORedis from "ioredis";
import pg from "pg";

const { PORT, PGHOST, PGDATABASE, PGUSER, REDIS_SOCKET } = process.env;
const pool = new pg.Pool({ host: PGHOST, database: PGDATABASE, user: PGUSER, max: 4 });

await new Server({
  port: Number(PORT),
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Redis({ createClient: () => new IORedis(REDIS_SOCKET) }),
    new Database({
      fetch: async ({ documentName }) => {
        const { rows } = await pool.query("SELECT data FROM peer WHERE name = $1", [documentName]);
        return rows[0]?.data ?? null;
      },
      store: ({ documentName, state }) =>
        pool.query(
          "INSERT INTO peer (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = excluded.data",
          [documentName, state],
        ),
    }),
  ],
}).listen();
