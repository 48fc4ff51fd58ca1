//! The server of the harbour.

use std::io;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    // `RUTTER_EXPORT=contract.json cargo run` writes the contract and ends here; otherwise this does nothing.
    rutter::export!();

    let listener = TcpListener::bind(("127.0.0.1", 4000)).await?;
    axum::serve(listener, harbour::app(harbour::Harbour::default())).await
}
