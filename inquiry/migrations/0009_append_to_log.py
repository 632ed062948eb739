"""One call, and so one way to the server and back, binds a program and appends to the logs of its documents."""

from django.db import migrations

APPEND = """
CREATE FUNCTION append_to_log(
    program bigint, documents uuid[], epochs uuid[], payloads bytea[], people uuid[], moments timestamptz[]
) RETURNS TABLE (document uuid, before bigint) LANGUAGE plpgsql SECURITY INVOKER AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.program_id', program::text, true);
  RETURN QUERY
  WITH given AS (
    SELECT * FROM unnest(documents, epochs, payloads, people, moments)
    WITH ORDINALITY AS g(of_document, epoch, payload, by_id, at, place)
  ), counted AS (
    SELECT of_document, epoch, count(*) AS many FROM given GROUP BY of_document, epoch
  ), held AS (
    SELECT d.id, c.many FROM document d JOIN counted c ON d.id = c.of_document AND d.epoch = c.epoch
    WHERE d.program_id = program ORDER BY d.id FOR UPDATE OF d
  ), head AS (
    UPDATE document d SET head_seq = d.head_seq + held.many FROM held
    WHERE d.id = held.id AND d.program_id = program RETURNING d.id, d.head_seq - held.many AS before
  ), written AS (
    INSERT INTO document_update (program_id, document_id, seq, payload, by_id, at)
    SELECT program, g.of_document, head.before + row_number() OVER (PARTITION BY g.of_document ORDER BY g.place),
           g.payload, g.by_id, g.at
    FROM given g JOIN head ON head.id = g.of_document
  )
  SELECT head.id, head.before FROM head;
END
$$
"""
ARGUMENTS = "bigint, uuid[], uuid[], bytea[], uuid[], timestamptz[]"


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0008_comments")]

    operations = [migrations.RunSQL(APPEND, f"DROP FUNCTION append_to_log({ARGUMENTS})")]
