import { z } from 'zod';
import { ENDPOINTS, MOST_ITEMS, NAMED_SCHEMAS, USUAL_ITEMS, type Endpoint, type Format } from './contract';
import { CSV_COLUMNS } from './tables';

/** What stands in paths, by its name there. */
const IN_PATH: Readonly<Record<string, string>> = {
  slug: 'The council as it is written in addresses: `barnsley`.',
  key: 'The indicator as `/api/v1/indicators` names it: `agency-rate`.',
};

const REFUSALS = {
  WrongParameters: refusal('A parameter is wrong. Each problem says what to do.'),
  NotFound: refusal('There is no such council, indicator or address.'),
  Fault: refusal('Something went wrong on the service’s side. The reference finds it in the log.'),
  Away: refusal('The service cannot answer just now. Try again after the seconds in `Retry-After`.'),
};

const HEADERS = {
  ETag: { description: 'Changes whenever the answer does. Send it back as `If-None-Match`.', schema: { type: 'string' } },
  Link: { description: 'The address of the next page, `rel="next"`; absent on the last one.', schema: { type: 'string' } },
};

const NOT_MODIFIED = { description: 'The answer is still the one with the `ETag` that was sent.' };

const FAULTS = { '500': reference('responses', 'Fault'), '503': reference('responses', 'Away') };

const DESCRIBES_ITSELF = {
  operationId: 'describe',
  summary: 'This description',
  responses: {
    '200': { description: 'An OpenAPI document', content: { 'application/json': { schema: { type: 'object' } } } },
    '304': NOT_MODIFIED,
    '400': reference('responses', 'WrongParameters'),
    ...FAULTS,
  },
};

/** The OpenAPI 3.1 description of the API, made from the schemas that the answers are typed by and the addresses are parsed by. */
export function openApiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Children’s services inspections',
      version: '1',
      description:
        'What Ofsted judged of children’s services, area by area, for every council in England, and what is measured of them. Public, read only, without keys. Every address also ' +
        'answers as a CSV file when `.csv` is put behind its path. New fields, parameters and keys may be added; none is taken away or given another meaning.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries<object>([
      ...Object.values(ENDPOINTS).flatMap((endpoint): [string, object][] => [
        [endpoint.path, { get: operation(endpoint, 'json') }],
        [`${endpoint.path}.csv`, { get: operation(endpoint, 'csv') }],
      ]),
      ['/api/v1/openapi.json', { get: DESCRIBES_ITSELF }],
    ]),
    components: { schemas: namedSchemas(), responses: REFUSALS, headers: HEADERS },
  };
}

function operation(endpoint: Endpoint, format: Format) {
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: IN_PATH[name ?? ''],
    schema: { type: 'string' },
  }));
  const parameters = [...inPath, ...queryParameters(endpoint.query, format)];
  return {
    operationId: format === 'csv' ? `${endpoint.operationId}AsCsv` : endpoint.operationId,
    summary: format === 'csv' ? `${endpoint.summary}, as a CSV file` : endpoint.summary,
    parameters,
    responses: {
      '200': {
        description: endpoint.summary,
        headers: { ETag: reference('headers', 'ETag'), ...(endpoint.one ? {} : { Link: reference('headers', 'Link') }) },
        content: format === 'csv' ? csvContent(endpoint) : { 'application/json': { schema: answerSchema(endpoint) } },
      },
      '304': NOT_MODIFIED,
      '400': reference('responses', 'WrongParameters'),
      ...(inPath.length > 0 ? { '404': reference('responses', 'NotFound') } : {}),
      ...FAULTS,
    },
  };
}

function queryParameters(query: z.ZodObject, format: Format) {
  // What a parameter is like once parsed: an address has only text, and `limit` is described as the number it must be.
  const { properties = {} } = z.toJSONSchema(query);
  const { required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, described]) => {
    const { description, ...schema } = typeof described === 'object' ? described : {};
    return {
      name,
      in: 'query',
      required: required.includes(name),
      description,
      schema: name === 'limit' ? { ...schema, default: USUAL_ITEMS[format] } : schema,
    };
  });
}

function answerSchema({ item, one }: Endpoint) {
  if (one) return reference('schemas', item);
  return {
    type: 'object',
    properties: {
      items: { type: 'array', items: reference('schemas', item), maxItems: MOST_ITEMS },
      total: { type: 'integer', minimum: 0, description: 'How many there are in all.' },
      next: { type: ['string', 'null'], description: 'Path and query of the next page; null on the last one.' },
    },
    required: ['items', 'total', 'next'],
  };
}

function csvContent({ item }: Endpoint) {
  return {
    'text/csv': {
      schema: { type: 'string', description: `UTF-8 with a byte order mark and a row of headings: ${CSV_COLUMNS[item].join(', ')}` },
    },
  };
}

function namedSchemas() {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) named.add(schema, { id });
  const { schemas } = z.toJSONSchema(named, {
    uri: (id) => `#/components/schemas/${id}`,
    // As it is sent, not as zod would check it: clients must bear fields that are added later.
    io: 'input',
    override: ({ jsonSchema }) => {
      // `format: date` and `date-time` say the same as zod's patterns of leap years, and a reference says it all.
      if (jsonSchema.format?.startsWith('date') || jsonSchema.$ref !== undefined) delete jsonSchema.pattern;
    },
  });
  for (const schema of Object.values(schemas)) {
    // The whole document names its dialect, and a part of it is known by its place.
    delete schema.$id;
    delete schema.$schema;
  }
  return schemas;
}

function refusal(description: string) {
  return { description, content: { 'application/json': { schema: reference('schemas', 'Problems') } } };
}

function reference(kind: 'schemas' | 'responses' | 'headers', name: string) {
  return { $ref: `#/components/${kind}/${name}` };
}
