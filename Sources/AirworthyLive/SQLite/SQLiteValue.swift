/// What a place-holder of a statement stands for.
enum SQLiteValue {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}
