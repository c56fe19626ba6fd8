using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Server.Tasks;

namespace Throughline.Server.Storage;

/// <summary>
/// Writes whole rows, new ones and changed ones alike, by one statement for each table, prepared once; columns and
/// conversions are those of the database's model. One thread at a time.
/// </summary>
internal sealed class RowWriter(DatabaseFile file) : IDisposable
{
    private readonly Dictionary<Type, Statement> _statements = [];
    private ServerDatabase? _context;

    /// <summary>Writes and removes in one transaction; on the disk when this returns.</summary>
    /// <param name="rows">The rows, no two of one key.</param>
    /// <param name="removed">Ids of the tasks that go.</param>
    /// <exception cref="SqliteException">Nothing was written.</exception>
    public void Write(IEnumerable<object> rows, IEnumerable<Guid> removed)
    {
        try
        {
            _context ??= file.Context();
            _context.Database.OpenConnection();
            var connection = (SqliteConnection)_context.Database.GetDbConnection();
            using SqliteTransaction transaction = connection.BeginTransaction();
            foreach (object row in rows)
            {
                StatementFor(row.GetType()).Write(transaction, row);
            }

            foreach (Guid id in removed)
            {
                StatementFor(typeof(TaskRecord)).Remove(transaction, id);
            }

            transaction.Commit();
        }
        catch
        {
            Dispose(); // Whatever is wrong with the connection, the next write has another one.
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _context?.Dispose();
        _context = null;
    }

    private Statement StatementFor(Type type)
    {
        if (!_statements.TryGetValue(type, out Statement? statement))
        {
            statement = new Statement(
                _context!.Model.FindEntityType(type)!, (SqliteConnection)_context.Database.GetDbConnection());
            _statements.Add(type, statement);
        }

        return statement;
    }

    private sealed class Statement : IDisposable
    {
        private readonly List<(IProperty Property, ValueConverter? Converter)> _columns;
        private readonly SqliteCommand _write, _remove;

        public Statement(IEntityType type, SqliteConnection connection)
        {
            _columns = [.. type.GetProperties().Select(one => (one, one.GetTypeMapping().Converter))];
            IEnumerable<string> keys = type.FindPrimaryKey()!.Properties.Select(Name);
            List<string> names = [.. _columns.Select(column => Name(column.Property))];
            _write = connection.CreateCommand();
            _write.CommandText =
                $"""
                INSERT INTO "{type.GetTableName()}" ({string.Join(", ", names)})
                VALUES ({string.Join(", ", names.Select((_, index) => $"@{index}"))})
                ON CONFLICT ({string.Join(", ", keys)})
                DO UPDATE SET {string.Join(", ", names.Select(name => $"{name} = excluded.{name}"))}
                """;
            _write.Parameters.AddRange(names.Select((_, index) => new SqliteParameter { ParameterName = $"@{index}" }));
            _remove = connection.CreateCommand();
            _remove.CommandText = $"""DELETE FROM "{type.GetTableName()}" WHERE {keys.First()} = @0""";
            _remove.Parameters.Add(new SqliteParameter { ParameterName = "@0" });
        }

        public void Write(SqliteTransaction transaction, object row)
        {
            foreach ((int index, (IProperty property, ValueConverter? converter)) in _columns.Index())
            {
                object? value = property.PropertyInfo!.GetValue(row);
                _write.Parameters[index].Value =
                    (value is null || converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }

            _write.Transaction = transaction;
            _write.ExecuteNonQuery();
        }

        public void Remove(SqliteTransaction transaction, Guid id)
        {
            _remove.Parameters[0].Value = id;
            _remove.Transaction = transaction;
            _remove.ExecuteNonQuery();
        }

        public void Dispose()
        {
            _write.Dispose();
            _remove.Dispose();
        }

        private static string Name(IProperty property) => $"\"{property.GetColumnName()}\"";
    }
}
