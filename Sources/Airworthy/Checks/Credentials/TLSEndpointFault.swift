import Trust

/// Why an endpoint cannot be judged further.
enum TLSEndpointFault: Error {
    case finding(Finding<TLSEndpointCode>)
    case obstacle(Obstacle)
}
