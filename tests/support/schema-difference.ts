import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client, type ClientConfig, type FieldDef, Pool, types } from 'pg';

const SCHEMA_FOLDER = path.resolve(import.meta.dirname, '../../prisma/schema');

/** PostgreSQL's number for its type "char", not to be taken for char(1). */
const ONE_BYTE_CHAR = 18;
const ONE_BYTE_COLUMNS = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

/** What the engine prints where there is nothing to do. */
const NOTHING_TO_DO = '-- This is an empty migration.';

/**
 * The SQL that would turn the database at `databaseUrl` into what `prisma/schema` says; empty when they agree.
 * Prisma's schema engine decides, in its WebAssembly form: the native one would have to be downloaded.
 * What Prisma's schema language cannot say (check constraints, triggers, functions) it does not see either.
 */
export async function differenceToSchema(databaseUrl: string): Promise<string> {
  const files = await schemaFiles();
  const pool = new Pool({ connectionString: databaseUrl, Client: CatalogueClient });
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
  const datamodels = files.map((file): [string, string] => [file.path, file.content]);
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter);
  try {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: SCHEMA_FOLDER },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (result.stdout ?? '').trim();
    return sql === NOTHING_TO_DO ? '' : sql;
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * Prisma's adapter, taught PostgreSQL's one-byte "char", in which the catalogue keeps what kind a constraint is and what
 * a foreign key does on delete. The adapter does not know the type and the engine insists on it. The answers are passed
 * through the adapter as text and marked as characters after it. (Seen with 7.10.0; prisma/orm issue 29635.)
 */
class CatalogueAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        ONE_BYTE_COLUMNS.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

class CatalogueClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.connection.prependListener('rowDescription', ({ fields }: { fields: FieldDef[] }) => {
      for (const field of fields) if (field.dataTypeID === ONE_BYTE_CHAR) field.dataTypeID = types.builtins.TEXT;
    });
  }
}

async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(SCHEMA_FOLDER)).filter((name) => name.endsWith('.prisma')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(SCHEMA_FOLDER, name);
      return { path: file, content: await readFile(file, 'utf8') };
    }),
  );
}
